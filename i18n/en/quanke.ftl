### The words on the screen of Quanke

## Errors: fields
field-required = Fill this in
field-too-long = { $len } characters, at most { $max }; shorten it
field-not-whole = Enter a whole number, e.g. 3
field-not-number = Enter a number, e.g. 2.5
field-not-money = Enter an amount with at most two decimals, e.g. 1200.50
field-range = Must be from { $min } to { $max }
field-at-least = Must be at least { $min }
field-at-most = Must be at most { $max }
field-not-date = Not a date; write it as 2026-05-07
field-not-datetime = Not a date and time; write it as 2026-05-07 09:30
field-not-month = Not a year and month; write it as 2026-05
field-unknown-option = The earlier choice no longer exists; choose again
field-bank-name = Enter the bank, down to the branch
field-person = Person { $line }: { $error }
field-unknown-record = “{ $what }” not found
phone-length = Number needs { $expected } digits, now { $len }
phone-prefix = No number starts with { $prefix }; check it
character-at = “{ $ch }” cannot stand at place { $position }
bank-empty = Enter the account number
bank-length = Account number needs 16 to 19 digits, now { $len }; check the card
name-empty = Enter the name
name-control = The name holds an unseen control character; type it again
id-length = ID number needs 18 characters, now { $len }
id-letter-o = Place { $position } is the letter O; it should be the digit 0
id-check-digit = The last place fails the check; read the ID again. If it really says so, choose “As printed” and give the reason
id-birth = The birth date { $text } in the number does not exist; check it
id-future = The birth date in the number is still to come; check it
id-fifteen = A 15-digit number of a first-generation ID, no longer valid; use the 18-place ID
id-reason = Say why it is entered as printed on the ID

## Errors: the desk
desk-form = { $count ->
    [one] { $count } place to correct; the cursor is there
   *[other] { $count } places to correct; the cursor is at the first
}
desk-materials-deferrable = The missing papers can come later; use “Accept with gaps”
desk-materials-missing = { $count ->
    [one] { $count } paper that cannot wait is missing; get it, or print a supplement notice
   *[other] { $count } papers that cannot wait are missing; get them, or print a supplement notice
}
desk-document-not-seen = Check the original ID first, then tick “ID checked”
desk-unknown = { $key } not found
desk-retired = Item { $code } is retired
desk-visit = This visit has already ended
desk-draft-gone = This form is already finished or discarded; look in Reception
desk-catalogue = Items not saved: { $detail }
desk-holidays = Holiday file not used: { $detail }
desk-not-signed-in = Sign in first
desk-wrong-pin = Wrong PIN; enter it again
desk-supervisors-only = Only a supervisor can do this
desk-last-one = At least one supervisor must remain
desk-empty-community = Enter the community's name
desk-empty-worker = Enter the name
step-not-from = This cannot be done at this stage
step-gap-late = Papers must come no later than the promised date
step-no-gap = No papers are missing; accept without gaps
step-told-already = The resident was already told once in full; give a reason for telling again
step-no-reason = Enter the reason
store-conflict = This record was changed a moment ago; try again
store-not-saved = Not saved, nothing was changed: { $detail }. Free some disk space and try again
store-poisoned = Writing to the disk failed; entry has stopped to keep the data safe. Close the program and open it again; all that was saved is there
store-held = Another window is using this data (process { $pid }, since { $since }). Close that one first
store-newer = A newer program wrote this data; update this program
store-fault = Reading or writing the data failed: { $detail }
paper-fault = The paper could not be laid out: { $detail }
paper-file = The paper's file could not be written: { $detail }
print-no-program = No print program ({ $program }); the paper is saved as a file
print-no-printer = No printer; the paper is saved as a file. Choose a printer in Settings
print-refused = The printer refused: { $detail }
print-timed-out = { $seconds ->
    [one] No answer from the printer in { $seconds } second
   *[other] No answer from the printer in { $seconds } seconds
}

## Shortcuts
key-help = Help and shortcuts
key-reception = Back to reception, cursor in the entry box
key-catalogue = Items, and certificates not issued
key-display = Display: standard, large, extra large, high contrast, dark
key-settings = Settings
key-characters = Switch the entry box: letters or Chinese
key-back = One step back, draft kept
key-new-visit = Enter a new visit
key-enquiry = Enquiry only
key-decline = Decline to issue; refuse
key-all-papers = All papers received
key-print = Accept and print; print
key-gaps = Accept with gaps and print
key-supplement = Print a supplement notice
key-guide = Print a one-time notice
key-reprint = Reprint the last paper
key-save = Save
key-finish = End the visit
key-open = Open the next due; take the substitute item
key-lock = Lock the screen
key-find = Filter
key-next = Next place (Shift+Tab: previous)
key-enter = Go on, without printing
key-arrows = Move the selection
key-digit = Choose

## Frame
app-name = Quanke
app-mark = 全科
rail-reception = Reception
rail-catalogue = Items
rail-settings = Settings
top-workday = Workday
top-day-off = Day off
top-make-up = Make-up workday
top-window = Window { $number }
top-on-duty = On duty
top-lock = Lock
status-saved = Saved { $time }
status-nothing-yet = Data ready
status-reveal = show full details
status-keys = Shortcuts
status-hold = Hold
opening-title = Opening the data
opening-line = Usually a few seconds
fault-title = The data cannot be opened
fault-quit = Close program
fault-again = Try again
issued-printed = Printed { $name }
issued-viewed = Opened { $name }
issued-filed = Saved as file { $name }
issued-missing = Not in the font, printed as boxes: { $chars }
banner-recovered = { $count ->
    [one] { $count } entry recovered from the journal
   *[other] { $count } entries recovered from the journal
}
banner-recovered-line = The program was not closed properly. The last entry, { $last }, is whole; no number was lost.
banner-rebuilt = The database would not open; rebuilt from backup and journal
banner-rebuilt-line = The old folder is kept beside it, nothing deleted. All entries are there; work as usual.
banner-printer = Not printed: { $name }
banner-printer-line = The entry is saved and its number taken. { $error }
banner-again = Print again
banner-calendar = No holiday table for { $year } yet
banner-calendar-line = Time limits that cross the year count weekends only; the papers say so.
banner-import = Import file
banner-dismiss = Got it
banner-failed = Not done
help-title = Shortcuts
help-close = Close
display-title = Display
display-standard = Standard
display-large = Large
display-larger = Extra large
display-contrast = High contrast
display-dark = Dark
practice-title = Practice mode
practice-line = Kept out of the real ledgers; prints are marked as samples; no numbers are used

## Reception
reception-no-visits = No visits yet today
reception-counts = { $groups ->
    [one] Today { $groups } visit
   *[other] Today { $groups } visits
}, { $people ->
    [one] { $people } person
   *[other] { $people } people
} · { $accepted } accepted
entry-hint = Resident, item or number: pinyin initials, last digits of phone or ID, code  e.g. lxy 13
entry-hint-short = Pinyin initials, last digits, code  e.g. lxy 13
entry-letters = Letters
entry-characters = Chinese
entry-for = for { $name }
act-new-visit = New visit
act-enquiry = Enquiry (no name)
act-decline = Decline to issue
side-board = Show visits
side-due = Due { $count } ({ $late } overdue)
found-residents = Residents
found-people = { $count ->
    [one] “{ $word }” { $count } person
   *[other] “{ $word }” { $count } people
}
found-people-more = “{ $word }” over { $count } people; type more letters
found-change = change
found-chosen = Chosen
found-none-of = None of these:
found-items = Items
found-items-count = { $count ->
    [one] “{ $word }” { $count } item
   *[other] “{ $word }” { $count } items
}
found-often = Common items
found-papers = Numbers
found-nothing = “{ $typed }” not found
found-nothing-line = Try pinyin initials or the last four of phone or ID; for a first visit, enter a new visit.
person-phone-tail = phone …{ $tail }
person-id-tail = ID …{ $tail }
person-last = last { $date } { $item }  { $serial }
sex-female = Female
sex-male = Male
age = aged { $age }
certificate-number = No. { $number }
room-place = Floor { $floor }  seats { $capacity }
paper-open = Open this form
material-deferrable-short = { $name } (can wait)
guide-nothing = No papers needed
brief-bring = Bring
brief-decides = Decides
brief-sent = Sent on
brief-done = Done
brief-paper = Paper
decline-why = Why
decline-where = Where
decline-instead = Instead
foot-accept-for = Accept { $code } { $item } for { $name }
foot-accept = Accept { $code } { $item }
foot-decline = Decline to issue: { $name }
foot-paper = See { $serial }
foot-page = See past items of { $name }
foot-enquiry = enquiry only
foot-guide = print one-time notice
board-waiting = Waiting
board-serving = Serving
board-left = Left
board-groups = { $groups ->
    [one] { $groups } visit
   *[other] { $groups } visits
}, { $people ->
    [one] { $people } person
   *[other] { $people } people
}
board-groups-only = { $groups ->
    [one] { $groups } visit
   *[other] { $groups } visits
}
board-people = { $people ->
    [one] { $people } person
   *[other] { $people } people
}
board-waits = came { $time } · { $minutes } min
board-since = from { $time } · { $minutes } min
board-left-at = left { $time }
board-nobody-waits = Nobody is waiting
board-nobody-served = The window is free. Type a resident or an item in the box above.
board-nobody-left = Nobody has left yet
board-empty-day = Today's visits will be listed here
board-pick = choose,
board-begin = start serving
board-this-time = This visit
board-before = Past items
board-first-time = First visit
board-one-more = One more item
board-continue = Continue
board-end = End
board-discard = Discard the open form
board-no-name = (no name)
board-and-others = { $name }, { $people } people
due-title = Due and overdue
due-count = { $count ->
    [one] { $count } item
   *[other] { $count } items
}
due-one-by-one = one by one
due-late = { $days ->
    [one] { $days } day late
   *[other] { $days } days late
}
due-today = Today
due-gap = To bring:
due-supplement = Asked for:
due-nothing = Nothing due within three days
arrival-title = New visit
arrival-name = Name
arrival-name-hint = may be left blank
arrival-people = People
arrival-purpose = Purpose
arrival-purpose-hint = a word or two, e.g. street light
arrival-wait = Wait
arrival-serve = Serve now
dialog-cancel = Cancel

## Shared
mode-instant = done on the spot
mode-promised = { $days ->
    [one] { $days } working day
   *[other] { $days } working days
}
mode-promised-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
}
mode-forward = sent on in { $days } wd
kind-instant = On the spot
kind-promised = Promised
kind-forward = For sending on
paper-slip = Service slip
paper-acceptance = Acceptance receipt, two copies
paper-agency = Agency receipt, two copies
paper-workorder = Work order, two copies
paper-booking = Booking slip
paper-enrol = Enrolment receipt
paper-loan = Loan slip
paper-mediation = Mediation receipt, two copies
paper-wish = Wish card, two copies
day-make-up = { $day } (make-up workday)
state-draft = Filling in
state-received = Received
state-accepted = Accepted
state-gaps = Accepted, gaps
state-supplement = Awaiting papers
state-declined = Refused
state-not-issued = Not issued
state-answered = Answered
state-forwarded = Sent on
state-replied = Replied
state-done = Done
state-fed-back = Resident told
state-archived = Archived
state-withdrawn = Withdrawn
state-terminated = Terminated
state-void = Void

## Intake
intake-title = Intake
intake-new-person = New resident
intake-document-seen = ID checked
intake-first = First contact { $name }
intake-no-fields = Nothing to fill in for this item
intake-change = Change
intake-grid = Grid { $grid }
intake-accept = Accept and print
intake-busy = Saving
intake-gaps = Accept with gaps
intake-supplement = Ask for papers
intake-refuse = Refuse
intake-wrong = { $count } to correct
intake-missing = { $count } missing
intake-draft-saved = Draft saved { $time }
warning-age = Aged { $age }; check the ID
yes = Yes
no = No
hint-persons = One person a line: name, relation, phone or ID
hint-bank = bank, down to the branch
hint-account = account number
hint-date = e.g. 2026-05-07
hint-datetime = e.g. 2026-05-07 09:30
hint-month = e.g. 2026-05
hint-address = compound, building, entrance, room
hint-money = yuan
hint-pick = type pinyin initials
hint-as-printed = As printed: give the reason, e.g. the ID shows this number
hint-enter = next
hint-back = back to reception, draft kept
materials-title = Papers received
materials-count = { $received } received
materials-count-missing = { $received } received  { $missing } missing
materials-all = all received
material-required = required
material-optional = optional
material-not-applicable = Not applicable
material-received = Received
material-missing = Missing · needed
material-deferrable = Missing · can wait
material-may-lack = May be left out
material-until = Bring by { $date }
form-show = Show
form-electronic = E-file
form-original = Original
form-copy = Copy
duty-title = Must be reported
duty-line = Harm to a minor, or domestic violence against a person with no or limited legal capacity, must by law be reported at once. Report first, then go on.
promise-sent = To be sent on
promise-done = To be done
promise-provisional = Runs into a year with no holiday table yet; for now counted by weekends only.
promise-forward-note = { $days ->
    [one] This community promises: sent on within { $days } working day once all papers are in. Whether and when it is approved is for the department in charge.
   *[other] This community promises: sent on within { $days } working days once all papers are in. Whether and when it is approved is for the department in charge.
}
promise-own-note = { $days ->
    [one] This community promises: done within { $days } working day of acceptance.
   *[other] This community promises: done within { $days } working days of acceptance.
}
strip-start = Day 0, accepted
strip-day = Day { $number }
strip-off = Off
strip-make-up = { $day } (work)
strip-between = { $days } d
strip-between-off = { $days } d, off { $off }
preview-title = Paper preview
preview-roll = 80 mm
preview-two = A5, two copies
preview-number = (number given on printing)
supplement-title = Ask for papers
supplement-missing = Still missing
supplement-nothing = All papers are in
supplement-note = Also to correct
supplement-note-hint = other than papers; may be blank
supplement-due = Bring by
supplement-again = Why again
supplement-print = Print supplement notice
refuse-title = Refuse
refuse-reason = Reason
refuse-reason-hint = one sentence the resident will understand
refuse-basis = Basis
refuse-redirect = Where to go
refuse-print = Print refusal notice
