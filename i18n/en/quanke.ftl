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
field-unknown-option = There is no option “{ $id }”: choose again
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
id-check-digit = The last character does not fit the number: look at the card again. If the card really says so, give the reason
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
material-missing = Missing
material-deferrable = Can wait
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

## first_run
first-line = First start, about one minute. Everything can be changed later in Settings.
first-language = Language
first-community = Community
first-community-example = e.g. 凤鸣社区
first-community-help = Printed on every paper
first-worker = Your name
first-worker-example = e.g. 周敏
first-worker-help = Printed as handler. You are the supervisor and can add colleagues.
first-mode = Use
first-mode-real = Real work
first-mode-practice = Practice (invented data)
first-real-help = Begins with empty registers; numbers start at 1
first-practice-help = 12 invented residents; papers say SAMPLE (样张); never mixed with real work
first-start = Start
first-starting = Getting ready

## lock
lock-who = Who is on duty (type the digit or the name's pinyin)
lock-window = At which window
lock-window-number = Window { $number }
lock-pin = PIN
lock-pin-empty = Enter the PIN
lock-enter = Enter
lock-since = Locked at { $time }

## settings
set-centre = Centre
set-people = Staff
set-items = Items
set-holidays = Holidays
set-printing = Printing
set-display = Display
set-data = Data
set-centre-line = Printed on every paper
set-people-line = Who may sit at the desk
set-items-line = As this community does it; old matters keep theirs
set-holidays-line = Deadlines are counted by it
set-printing-line = This PC only
set-display-line = This PC only
set-data-line = Place, backup, check
set-between = {", "}
set-unsaved = Not saved yet
set-unsaved-in = Not saved yet: { $sections }
set-leave-again = There are unsaved changes. Ctrl+S saves them; Esc once more leaves without saving.
set-save = Save
set-saving = Saving
set-saved = Saved
set-supervisors = Only a supervisor may change this. You can read it.
centre-name = Community
centre-name-help = Papers say: { $centre }
centre-short = Short name
centre-short-help = Stands before numbers, as in { $short }受〔2026〕0001号
centre-street = Sub-district
centre-street-example = e.g. 渭滨街道
centre-address = Address
centre-enquiry = Enquiries
centre-enquiry-help = The number residents call with questions
centre-supervision = Supervision
centre-supervision-help = The number for complaints about the service
centre-phone-doubt = This does not look like a phone number. It can be saved all the same.
centre-hours = Opening hours
centre-hours-help = Spans with a space between: 8:30-12:00 14:00-17:30
centre-hours-shape = "{ $text }" cannot be read; write 8:30-12:00
centre-hours-span = { $from } to { $to } is no span: it must end after it begins
centre-hours-overlap = The span from { $from } begins before the one until { $before } ends
centre-windows = Windows
centre-window-example = Optional, e.g. relief
centre-window-add = Add a window
people-add = Add somebody
people-new = New worker
people-name = Name
people-name-example = e.g. 周敏
people-name-help = Printed as handler; earlier matters show the new spelling too
people-role = Role
people-generalist = Generalist
people-supervisor = Supervisor
people-role-help = A supervisor may change centre, staff and items
people-pin = PIN
people-pin-none = No PIN now. To ask for one, type 4 to 12 digits
people-pin-has = Has a PIN. Leave empty to keep it, type to replace it
people-pin-cleared = No PIN will be asked once this is saved
people-pin-clear = Remove PIN
people-pin-keep = Keep it
people-pin-short = A PIN has at least { $least } digits, this has { $len }
people-rights = Reading
people-restricted = May read restricted matters
people-restricted-help = Such as domestic violence or children in need
people-state = On the roster
people-retired = Has left
people-retired-help = No longer on the sign-in screen; old matters keep the name
people-gone = left
items-search = Name, pinyin initials, code
items-nothing = No such item
items-choose = Choose an item at the left, or add a new one.
items-add = Add an item
items-new = New item
items-drop = Discard
items-list = List
items-retired-mark = retired
items-version = Version { $version }
items-zh = Chinese
items-en = English (optional)
items-group = Group
items-group-help = Decides the code; fixed once saved
items-name = Full name
items-short = Short name
items-short-help = For lists: at most 9 Chinese or 24 English characters
items-aliases = Also called
items-aliases-example = e.g. 老年补贴、敬老钱
items-aliases-help = What residents say, for the search; commas between
items-promise = Promise
items-promise-help = Counted from the day after all papers are in
items-on-the-spot = Done on the spot
items-work-days = working days
items-days = calendar days
items-applicants = Who may apply
items-deliver = Taken to
items-authority = Decided by
items-caution = Take care
items-steps-zh = Steps
items-steps-en = Steps (English)
items-steps-help = One step a line; Shift+Enter begins a line
items-steps-en-help = Optional; if given, as many lines as in Chinese
items-steps-differ = { $zh } steps in Chinese, { $en } in English: they must be as many
items-fixed = Papers and fields of this item depend on each other and cannot be changed here.
items-mode = Handling
items-identity = Identity
items-receipt = Paper given
items-materials = Papers asked
items-material-name = Name of the paper
items-material-add = Add a paper
items-copies = copies
items-required = Required
items-deferrable = May follow later
items-remove = Remove
items-fields = Fields
items-fields-help = Name, phone and address come with the identity level; do not add them
items-field-name = Label
items-field-add = Add a field
items-field-required = Required
items-options-example = e.g. 自取|Collect、送到家|Delivered
items-options-help = Options with commas between; English after the upright
items-options-few = Give two options at least
items-state = State
items-retired = Retired
items-retired-help = No new matters are taken; old ones go on
items-rule = Not saved, a rule of the catalogue is broken: { $detail }
mode-instant-word = On the spot
mode-promised-word = Promised
mode-forward-word = Handed on
identity-none = Not asked
identity-contact = Name and phone
identity-name = Real name
identity-verified = ID checked
receipt-slip = Service slip
receipt-acceptance = Acceptance receipt
receipt-agency = Agency receipt
receipt-workorder = Work order
items-form-original = Original
items-form-copy = Copy
items-form-show = Shown
items-form-electronic = Electronic
kind-text = Text
kind-choice = Choice
kind-bool = Yes or no
kind-date = Date
holidays-year = Year
holidays-source = Source
holidays-off = Days off
holidays-work = Make-up days
holidays-working = Working days
holidays-days = { $count }
holidays-no-source = not given
holidays-missing = The holidays of { $year } are missing; deadlines into it are counted by weekends.
holidays-file = Take in a file
holidays-path-example = Full path of the file
holidays-browse = Browse
holidays-browse-title = Choose a holiday file
holidays-import = Take in
holidays-file-help = TOML, or the public holiday-cn JSON. A wrong file is refused whole
holidays-taken = Taken in: { $years }
holidays-nothing-picked = No file was chosen. If no window came up, type the path instead.
holidays-unread = The file cannot be read: { $detail }
holidays-too-long = The file is too long to be a holiday file
holidays-shape = This is no holiday file; nothing was taken in
holidays-schema = The file's format ({ $found }) is newer than this program
holidays-no-days = { $year } has no day off: the file may have come out too early; not taken in
holidays-other-year = { $date } does not belong to { $year }; not taken in
holidays-backwards = { $name } runs from { $from } to { $to }, which is backwards; not taken in
holidays-no-weekend = The make-up day { $date } is no weekend; not taken in
holidays-twice = { $date } stands there twice; not taken in
holidays-overlap = { $date } is already { $first } and something else too; not taken in
print-what = Finished papers
print-deliver = Print
print-view = Open
print-file = Keep as file
print-deliver-help = Sent to the printers chosen below
print-view-help = Opened in the viewer; you print them
print-file-help = Kept in the data folder, not opened
print-found = Printers
print-asking = Looking
print-printers = { $count } found
print-no-printers = The system has no printer. A name can be typed below.
print-no-spooler = There is no printing program ({ $program }); papers are kept as files.
print-not-asked = The printers cannot be asked: { $detail }
print-ask = Look again
print-a4 = A4 sheets
print-roll = 80 mm roll
print-default = System's choice
print-name = Name
print-name-example = Empty: the system's choice
print-tray = Tray
print-tray-example = Optional
print-type = Type
print-large = Slips in large type
print-large-help = Easier for old eyes; slips get longer
print-try = Try it
print-test = Print a test page
print-test-help = Prints the guide of item 1
print-test-save = Save first, then print the test page
show-language = Language
show-language-help = Papers and records stay Chinese
show-look = Look
show-light = Standard
show-dark = Dark
show-contrast = High contrast
show-zoom = Size
show-zoom-help = F9 changes it at any time
show-lock = Lock after
show-lock-never = Never
show-lock-minutes = { $minutes } min
show-lock-help = Without a key for so long; open forms are kept
show-window = This PC's window
show-window-help = Chosen already when signing in
show-at-once = Choices on this page take effect at once; there is nothing to save.
data-folder = Kept in
data-folder-help = The whole folder is all the data
data-open = Open folder
data-last = Last backup
data-looking = Looking
data-no-backup = None yet
data-none = None
data-unread = The backup folder cannot be read: { $detail }
data-now = Now
data-now-help = Work goes on while these run
data-backup = Back up
data-check = Check
data-memory = These data are in memory only and go when the program closes: there is nothing to back up or check.
data-backing-up = Backing up: { $count } records written
data-checking = Checking: { $count } lines read
data-backed-up = { $records } records backed up in { $file }
data-clean = No problems: { $lines } journal lines and { $records } records agree
data-problems = { $count } problems found. Back up, then start the program again
data-more = and { $count } more
data-not-opened = The folder could not be opened: { $detail }

## settings 场地
set-rooms = Rooms
set-rooms-line = Rooms, rules, closures
rooms-part-list = Rooms
rooms-part-rules = Rules
rooms-part-closures = Closures
rooms-add = New room
rooms-drop = Drop it
rooms-new = New room
rooms-choose = Choose a room on the left.
rooms-code = Code
rooms-code-help = Letters and digits; it never changes afterwards
rooms-code-shape = Letters and digits only
rooms-name = Name
rooms-short = Short name
rooms-short-help = For lists and the calendar; empty: the name
rooms-aliases-example = What people call it, with commas between
rooms-floor = Floor
rooms-floor-unit = floor
rooms-capacity = Seats
rooms-people-unit = people
rooms-capacity-help = More people than this are refused
rooms-buffer = Kept free
rooms-before = before
rooms-after = after
rooms-minutes-unit = minutes
rooms-buffer-help = To set up and to clear; nobody else is booked then
rooms-noise = Noise
rooms-noise-help = Loud beside quiet at the same time is a warning. Private: the calendar shows only “occupied”
rooms-noise-loud = Loud
rooms-noise-normal = Normal
rooms-noise-quiet = Quiet
rooms-noise-private = Private
rooms-neighbours = Neighbours
rooms-neighbours-help = Rooms that can be heard from here; several may be chosen
rooms-approver = Approved by
rooms-approver-help = The desk confirms at once; others are asked first
rooms-approver-none = Nobody
rooms-approver-desk = Desk
rooms-approver-secretary = Secretary
rooms-approver-mediator = Mediator
rooms-party-label = Priority
rooms-party = Party activities go first here
rooms-party-help = Meant first for party activities; told when others book it
rooms-use = Used
rooms-use-help = Free: people come and go; it may still be booked as a whole
rooms-use-booked = By booking
rooms-use-free = Freely
rooms-part-of = Part of
rooms-part-of-help = Hall and part are never booked at the same time
rooms-no-part = No hall
rooms-has-parts = It is split into { $parts }
rooms-uses = Meant for
rooms-uses-help = With commas between
rooms-things = Equipment
rooms-things-help = No more than there are can be booked with the room
rooms-thing-name = What it is
rooms-thing-add = Add equipment
rooms-thing-twice = { $name } stands here twice
rooms-own-hours = Own hours
rooms-own-hours-help = None: the hours of the centre hold, see Rules
rooms-retired = No longer offered
rooms-retired-help = Old bookings keep naming it; bookings ahead must be moved or cancelled first
rooms-hours-add = Add hours
rooms-hours-closed = Closed
rooms-hours-in = in
rooms-hours-all-year = all year
rooms-hours-no-day = Choose a weekday at least
rooms-hours-spans = “{ $text }” cannot be read. Times look like 8:00–12:00, in order
rooms-hours-season = “{ $text }” cannot be read. A season looks like 11-15–3-15
rooms-mon = Mon
rooms-tue = Tue
rooms-wed = Wed
rooms-thu = Thu
rooms-fri = Fri
rooms-sat = Sat
rooms-sun = Sun
rules-site = Opening hours
rules-hours = The centre
rules-hours-from = Default 8:00–22:00 every day, as community rooms elsewhere post it. The last line that fits a day counts, a season before the whole year. Rooms stay open on holidays
rules-festival = Closed at the Spring Festival, as the holiday notice names it
rules-site-none = Without hours no room can be booked
rules-booking = Booking
rules-teams = What one team may have
rules-no-show = When nobody comes
rules-care = Moving aside, closing, safety
rules-classes = Classes
rules-ahead = Book ahead
rules-ahead-from = 0: no limit. Default 90: a public library takes bookings 3 months ahead
rules-longest = Longest use
rules-longest-from = 0: no limit. Default 240: community rooms elsewhere allow 4 hours a time
rules-cancel = Cancel in time
rules-cancel-from = Before the beginning. Default 30: a sports court's posted rule
rules-week-sessions = Uses a week
rules-week-sessions-from = 0: no limit. Default 3: our own suggestion, so that everybody gets a turn
rules-week-minutes = Time a week
rules-week-minutes-from = 0: no limit. Default 360 (6 hours): our own suggestion
rules-prime-sessions = Busy uses a week
rules-prime-sessions-from = Uses a week at busy times; 0: no limit. Default 2: our own suggestion
rules-prime = Busy times
rules-prime-from = Default: weekday evenings and weekends, our own suggestion
rules-no-shows = Pause after
rules-no-shows-from = 0: never. Default 3: softer than a sports court, which bars after 2
rules-no-show-days = Counted over
rules-no-show-days-from = Default 120: about a term
rules-pause = Paused for
rules-pause-from = From the last time. Default 30: a sports court bars for a year
rules-displace = Notice to move
rules-displace-from = Before a confirmed booking is moved aside, emergencies excepted. Default 3: our own suggestion
rules-closure = Post a closure
rules-closure-from = Default 7: Regulations on Public Cultural and Sports Facilities, Art. 18
rules-plan-people = Safety papers
rules-plan-people-from = Above so many people; 0: never for numbers alone. Default 30: our own suggestion
rules-stop = Not for
rules-stop-from = A purpose with such a word is refused. Posted rules elsewhere forbid advertising and selling; words with commas between
rules-stop-example = Selling, health products
rules-courses = Courses each
rules-courses-from = In a term; 0: no limit. Default 2: an elders' university's rule
rules-age = Youngest age
rules-age-from = 0: any. Default 50: elders' universities ask for 50, some for 60
rules-absences = Warn after
rules-absences-from = Absences in a row. Default 6: an elders' university takes six weeks for leaving
rules-certificate = Certificate
rules-certificate-from = Share of lessons. Default 60: an elders' university's rule; another asks for 70
rules-days = days
rules-times = times
rules-courses-unit = courses
rules-years = years
rules-percent = %
closures-add = New closure
closures-drop = Drop it
closures-new = New closure
closures-none = No closures
closures-choose = Choose a closure on the left, or add one.
closures-whole = The whole centre
closures-room = Room
closures-from = From
closures-from-help = A day alone: from its beginning
closures-to = Until
closures-to-help = A day alone: to its end
closures-moment = Write it like 2026-05-20 8:00
closures-backwards = The end must come after the beginning
closures-reason = Reason
closures-reason-example = As it is posted on the door
closures-noticed = Posted on
closures-noticed-help = At least { $needed } days ahead
closures-short = Posted too late: { $days } of { $needed } days of notice are missing. It can be saved all the same.
closures-withdrawn = Withdrawn
closures-withdraw = Withdraw
closures-restore = Close again
closures-hit = { $count } bookings are in the way. Move or cancel them:
closures-none-hit = No bookings are in the way.
closures-more = { $count } more

## catalogue
catalogue-title = Services
catalogue-sub = Guides to the five small services
catalogue-search = Name, initials, code: gl, 13
catalogue-items = Services { $count }
catalogue-declines = Not issued here { $count }
catalogue-edition = Edition { $version }
catalogue-back = Back to the list
catalogue-group-count = { $count }
catalogue-accept = Take it in
catalogue-look = See the guide
catalogue-guide = Guide sheet
catalogue-large = In large type
catalogue-hint-move = choose
catalogue-hint-find = find
catalogue-letters = letters
catalogue-characters = characters
catalogue-none = No service answers "{ $query }"
catalogue-none-line = Search by name, pinyin initials, code or number.
catalogue-none-other = { $count ->
        [one] One certificate not issued here answers: see it
       *[other] { $count } certificates not issued here answer: see them
    }
catalogue-none-chosen = Nothing is chosen
catalogue-mode-instant = At once
catalogue-mode-promised = By a promised day
catalogue-mode-forward = Handed on
catalogue-who = Who
catalogue-bring = What to bring
catalogue-bring-nothing = Nothing to bring
catalogue-how-long = How long
catalogue-long-at-once = Done on the spot
catalogue-long-forward-work = { $count ->
        [one] Handed on within one working day of a full set
       *[other] Handed on within { $count } working days of a full set
    }
catalogue-long-forward = { $count ->
        [one] Handed on within one day of a full set
       *[other] Handed on within { $count } days of a full set
    }
catalogue-long-work = { $count ->
        [one] Done within one working day
       *[other] Done within { $count } working days
    }
catalogue-long = { $count ->
        [one] Done within one day
       *[other] Done within { $count } days
    }
catalogue-long-forward-today = Complete today: handed on by { $day }
catalogue-long-today = Taken in today: done by { $day }
catalogue-day-make-up = { $day } (make-up workday)
catalogue-day-provisional = { $day } (reckoned by weekends for now)
catalogue-decides = Who decides
catalogue-decides-here = This community
catalogue-deliver = Taken to
catalogue-fee = Fee
catalogue-fee-none = Free of charge
catalogue-given = You are given
catalogue-given-two-part = { $paper }, in two parts
catalogue-given-ticket = { $paper }, on the 80 mm roll
catalogue-caution = Mind
catalogue-phones = Phones
catalogue-phone-enquiry = Enquiries { $phone }
catalogue-phone-supervision = Complaints { $phone }
catalogue-phone-none = No phones yet: enter them in the settings
catalogue-basis = Legal basis
catalogue-basis-found = Source text found
catalogue-basis-mixed = In part to be checked
catalogue-basis-knowledge = To be checked
catalogue-basis-none = None is given
catalogue-steps = Steps
catalogue-note = Note
catalogue-receipt-slip = Service slip
catalogue-receipt-acceptance = Acceptance receipt
catalogue-receipt-agency = Agency receipt
catalogue-receipt-workorder = Work order
catalogue-receipt-booking = Booking slip
catalogue-receipt-enrol = Enrolment slip
catalogue-receipt-loan = Loan slip
catalogue-receipt-mediation = Mediation receipt
catalogue-receipt-wish = Wish card
catalogue-material-original = Original
catalogue-material-copy = Copy
catalogue-material-show = To be shown
catalogue-material-electronic = File
catalogue-material-copies = { $form } × { $count }
catalogue-material-deferrable = may follow later
catalogue-material-optional = if you have it
catalogue-material-issuer = from: { $issuer }

## decline
decline-sub = Certificates not issued here
decline-hint-move = choose
decline-none = No certificate answers "{ $query }"
decline-none-other = { $count ->
        [one] One service answers: see it
       *[other] { $count } services answer: see them
    }
decline-go-on = Go on
decline-not-issued = not issued
decline-number = No. { $number }
decline-person = Who came
decline-nobody = (no name)
decline-no-name-needed = no name is needed
decline-asked-by = Asked for by
decline-asked-placeholder = The body that wants it, if told
decline-alternative = Instead
decline-take-alternative = Do this
decline-slip = The slip
decline-print = Print the slip
decline-register = Record only
decline-registered = Refusal recorded { $serial }
decline-counted = { $count ->
        [one] Once this year
       *[other] { $count } times this year
    }
decline-counted-body = { $times } for { $body }

## resident
resident-title = Resident
resident-sub = Earlier matters
resident-loading = Reading
resident-failed = It could not be read
resident-unknown = Not on file
resident-male = Male
resident-female = Female
resident-age = { $age } years
resident-document = ID number
resident-phone = Phone
resident-contact = No phone, ask { $name }
resident-contact-hidden = No phone, a contact is known
resident-address = Address
resident-since = On file since
resident-last-seen = Last here
resident-history = Earlier matters
resident-history-count = { $count }
resident-empty = Nothing was done here yet
resident-empty-line = F2 goes to the reception to choose a service; what is done will be listed here.
resident-again = Again: { $code } { $name }
resident-again-line = Last on { $day }; the last answers are filled in
resident-other = Another service
resident-finish = End the visit
resident-no-visit = No visit is going on
resident-hint-move = choose
resident-hint-reprint = reprint
resident-hint-back = reception

## matter
matter-state-received = Papers in
matter-state-accepted = Accepted
matter-state-gaps = Accepted with gaps
matter-state-supplement = Waits for papers
matter-state-declined = Refused
matter-state-forwarded = Handed on
matter-state-replied = Answered
matter-state-done = Done
matter-state-fed-back = Resident told
matter-state-archived = Filed
matter-state-withdrawn = Withdrawn
matter-state-terminated = Ended
matter-state-void = Void
matter-not-issued = Not issued
matter-step-accept = Accepted
matter-step-gaps = Accepted with gaps
matter-step-gaps-line = { $count ->
        [one] one paper to follow by { $day }
       *[other] { $count } papers to follow by { $day }
    }
matter-step-make-up = Papers complete
matter-step-supplement = Told what is missing
matter-step-supplement-line = { $count ->
        [one] one paper missing, by { $day }
       *[other] { $count } papers missing, by { $day }
    }
matter-step-decline = Refused
matter-step-forward = Handed on
matter-step-reply = Answered
matter-step-finish = Done
matter-step-feedback = Resident told
matter-step-archive = Filed
matter-step-withdraw = Withdrawn
matter-step-terminate = Ended
matter-step-void = Voided
matter-by-day = by { $day }
matter-received = Papers in { $at } · first asked { $first } · handled by { $handler }
matter-declined-line = { $at } · handled by { $handler }
matter-due = due { $day }
matter-answers = Answers
matter-no-answers = Nothing was asked
matter-document-seen = Document checked
matter-yes = Yes
matter-no = No
matter-private = Private: hold F8 to read
matter-materials = Papers brought
matter-no-materials = No papers were needed
matter-material-received = received
matter-material-missing = missing
matter-material-follows = to follow
matter-material-optional = not given, not needed
matter-stamps = What was done
matter-papers = Papers printed
matter-paper-gap = Notice of gaps
matter-paper-supplement = Notice of missing papers
matter-paper-refusal = Notice of refusal
matter-paper-decline = Notice: certificate not issued
matter-printed = { $count ->
        [one] printed once, { $at }
       *[other] printed { $count } times, last { $at }
    }
matter-not-printed = not printed
matter-reprint = Reprint
matter-reprint-last = Reprint the last
matter-go-on = Papers have come
matter-void = Void it
matter-void-why = Why it is void
matter-void-placeholder = Such as: wrong person
matter-void-do = Void this matter
matter-void-keep = Keep it
matter-close = Close
matter-restricted = Restricted matter
matter-restricted-line = Only named workers may read and reprint it.
matter-declined = Certificate not issued
matter-asked-by-nobody = Not told

## 命令行
desk-practice-only = Only a practice store may be filled with invented visits
cli-about = All-in-one desk of a community service centre. Opens the window when no command is given.
cli-exit-codes = Exit codes: 0 done; 1 not done, or a check found something; 2 wrong use or bad input.
cli-arg-data = Data folder; without it, the platform's own folder for this program
cli-arg-lang = Language; without it, the PC's setting, else Chinese
cli-arg-today = Take this day for today; for practice stores and tests only
cli-arg-json = One JSON document on standard output
cli-about-setup = Name the community of a new store and its first worker
cli-about-accept = Take in intakes from JSON lines on standard input; one answer line each, after it is safe on disk
cli-accept-shape = 
    Each line: {"{"}"item":"FB12","name":"…","id":"…","phone":"… or 无","contact":"…","address":"…","who":"self|family|home","resident":"ID","answers":{"{"}…{"}"},"materials":"all or [numbers from 1, or names]","document_seen":true,"decision":"accept|gaps|supplement|refuse"{"}"}
    A proxy adds proxy_name, proxy_relation and proxy_id; supplement may have note and due; refuse needs reason, basis and redirect.
    A wrong line stops no other; with any wrong line the exit code is 1.
cli-about-slip = Write an issued paper as a PDF, marked as it was last printed; this is not counted as a printing
cli-about-guide = Write the guide of an item as a PDF
cli-about-decline = Record a declined certificate and write its notice as a PDF (its first printing)
cli-about-search = Search like the window's box; names, numbers and phones always masked
cli-about-due = Reckon a due date in working or calendar days
cli-about-id = Check an identity number; a wrong one ends with exit code 1
cli-about-practice = Fill an empty practice store with invented visits; makes one where there is none
cli-about-check = Check journal, records and indexes; problems end with exit code 1
cli-about-backup = Write a backup
cli-about-tour = Play the main job without a window; papers and pictures go into the folder
cli-about-gallery = Gallery of components (development)
cli-arg-community = The community's name
cli-arg-first-worker = The first worker, who is also the supervisor
cli-arg-practice = A practice store: every paper is marked as a specimen
cli-arg-worker = Under which worker's name; without it, whoever signed in last. A PIN goes into the variable QUANKE_PIN
cli-arg-serial = Number, such as 受26-0123 or 红旗受〔2026〕0123号
cli-arg-out = The PDF file to write
cli-arg-large = Large type
cli-arg-item = Item code, such as FB12
cli-arg-certificate = The certificate's name, alias or number
cli-arg-by = The body that asked for it; without it, not stated
cli-arg-resident = The resident's ID
cli-arg-text = What to look for, such as a name, 5178, 受26-0123 or -123
cli-arg-from = Day of acceptance, not counted
cli-arg-workdays = How many working days
cli-arg-days = How many calendar days (moved on from a day off)
cli-arg-explain = Explain every day
cli-arg-number = Identity number
cli-arg-years = How many years, up to today
cli-arg-per-day = About how many visits a working day
cli-arg-seed = Seed; the same seed gives the same years
cli-arg-tour-dir = Folder for papers and pictures
cli-no-folder = No folder for data could be found; name one with --data
cli-output = The answer could not be written: { $detail }
cli-input = The input could not be read: { $detail }
cli-no-store = There is no data in { $folder } yet. Run quanke setup --community NAME --worker NAME [--practice] first
cli-setup-first = This store is not set up yet. Run quanke setup --community NAME --worker NAME [--practice] first
cli-no-worker = There is no worker called “{ $name }”
cli-whose-name = Nobody is signed in. Say with --worker under whose name
cli-today = --today is for practice stores and tests only; real records carry the real day
cli-rebuilt = The database did not open and was rebuilt from backup and journal ({ $lines } commits): { $reason }
cli-replayed = The program was not closed last time; { $lines } commits came back from the journal
cli-lost = The journal's end has { $lines } damaged lines, and { $gaps } stretches are missing: run quanke check
cli-line-long = The line is too long; at most { $most } bytes
cli-json = Not a JSON object on one line: { $detail }
cli-unknown-field = There is no field { $key }
cli-wrong-type = The value is of the wrong type
cli-unknown-material = There is no material { $name } (numbers run from 1 to { $count }, or give the name)
cli-unknown-decision = decision is one of accept, gaps, supplement, refuse
cli-not-a-serial = “{ $text }” is not a paper's number; it should look like 受26-0123
cli-no-certificate = The decline list has no “{ $name }”
cli-several = “{ $name }” may mean several: { $names }. Give the number
cli-recorded-as = Recorded as { $serial }, but the notice was not written; quanke slip { $serial } writes it again
cli-out-folder = { $path } is not a file name
cli-out-nowhere = There is no folder { $path }
cli-written = { $name } { $title } → { $file }
cli-people = People
cli-more-people = There are more; be more exact
cli-items = Items
cli-certificates = Certificates that are not issued
cli-rooms = Rooms
cli-papers = Papers
cli-nothing = Nothing found
cli-promise-long = At most { $most } days
cli-due-provisional = { $day } (provisional: holidays of that year are not known yet)
cli-kind-workday = working day
cli-kind-make-up = make-up working day
cli-kind-weekend = weekend
cli-kind-holiday = holiday { $name }
cli-day-zero = day of acceptance, not counted
cli-day-counted = day { $n }
cli-day-passed = not counted
cli-id-valid = { $number } is a valid number
cli-id-resident = Resident identity card
cli-id-permit = Residence permit for Hong Kong, Macao and Taiwan residents
cli-id-foreign = Foreign permanent resident's card
cli-id-birth = Born { $birth }, aged { $age }
cli-id-male = Male
cli-id-female = Female
cli-id-region = Issued in { $region } (for information only)
cli-id-over-110 = Older than 110: look at the card again
cli-set-up-already = This store is set up already, for { $name }
cli-set-up = { $name } is set up; its data is in { $folder }
cli-not-empty = The practice store has visits already; only an empty one is filled
cli-no-items = No item is offered
cli-practice-going = Day { $days } of { $of }, { $visits } visits
cli-practice-done = { $days } working days, { $visits } visits, { $intakes } matters, { $residents } residents, in { $seconds } s
cli-check-more = { $count } more are not listed
cli-check-clean = No problems: { $lines } journal lines, { $records } records, { $entries } index entries
cli-check-bad = { $count } problems
cli-backed-up = { $records } records backed up: { $file }

## 命令行：场地
cli-about-rooms = The booking calendar: who is in which room
cli-about-rooms-list = Bookings of a room with its hall and parts, or of every room; a week from today unless said otherwise
cli-about-rooms-show = A booking with its series and neighbours
cli-about-rooms-book = Book a room once; without --room, from JSON lines on standard input
cli-about-rooms-series = Book a use that comes again; --dry-run shows it date by date
cli-about-rooms-move = Move a booking, or its series
cli-about-rooms-edit = Change what a booking is for, or on which days its series falls
cli-about-rooms-cancel = Cancel a booking, or its series
cli-about-rooms-approve = Approve a booking that waits; rivals for the same time are refused
cli-about-rooms-reject = Refuse a booking that waits
cli-about-rooms-over = Book a room for a party activity or an emergency over confirmed bookings
cli-about-rooms-key-out = The key goes out
cli-about-rooms-key-back = The key comes back
cli-about-rooms-no-show = Nobody came; the room is free again
cli-about-rooms-undo = Take back the last change of bookings
cli-rooms-book-shape = 
    Each line: {"{"}"room":"R02","day":"2026-05-12","from":"9:00","to":"11:00","kind":"team","team":"…","title":"…","name":"…","phone":"…","address":"…","people":25,"amplified":true,"minors":false,"equipment":{"{"}"…":1{"}"},"resident":"ID","note":"…","reason":"…","gaps":false{"}"}
    All papers the booking asks for count as in hand; with gaps, those that may follow do.
    A wrong line stops no other; with any wrong line the exit code is 1.
cli-arg-rooms-id = The booking's ID
cli-arg-rooms-room = The room's code, such as R02
cli-arg-rooms-first = First day; without it, today
cli-arg-rooms-last = Last day; without it, six days later
cli-arg-rooms-all = Also what was refused, cancelled or moved aside
cli-arg-rooms-pending = Only what waits for an answer, whatever the day
cli-arg-rooms-day = The day
cli-arg-rooms-day-series = The first day; the rule is reckoned from it
cli-arg-rooms-from = Beginning, such as 9:00
cli-arg-rooms-to = End, such as 11:00; 24:00 at most
cli-arg-rooms-kind = emergency, party, assembly, mediation, class, team, unit or resident (the default)
cli-arg-rooms-team = The team, organisation or unit
cli-arg-rooms-title = What for
cli-arg-rooms-name = Who answers for it
cli-arg-rooms-phone = Their phone
cli-arg-rooms-resident = The responsible person's ID, when on file
cli-arg-rooms-people = How many people
cli-arg-rooms-amplified = Loudspeakers
cli-arg-rooms-minors = Minors take part
cli-arg-rooms-equipment = Equipment of the room and how many; may be given several times
cli-arg-rooms-note = A note for the desk
cli-arg-rooms-address = Where the person lives, for one not on file yet
cli-arg-rooms-reason = Why; lifts the rules that a reason can lift
cli-arg-rooms-gaps = Papers that may follow do follow
cli-arg-rooms-dry-run = Only show what would be done
cli-arg-rooms-rule = Which days, as an RRULE with an end, such as FREQ=WEEKLY;BYDAY=SA;UNTIL=20261226
cli-arg-rooms-on = One of a list of dates instead of a rule; may be given several times
cli-arg-rooms-skip = No lesson on this date; may be given several times
cli-arg-rooms-keep = This date goes on, day off or not; may be given several times
cli-arg-rooms-move = The lesson of a date goes there instead; time and room may be left out
cli-arg-rooms-scope = How far: this one (the default), this and those that follow, or the whole series
cli-arg-rooms-by-booker = Cancelled by whoever booked, not by the centre
cli-arg-rooms-whole = Every lesson of its series that waits
cli-arg-rooms-by = The secretary who decided it
cli-arg-rooms-offer = What a booking in the way is offered instead; time and room may be left out
cli-arg-rooms-came = How many came
cli-arg-rooms-condition = How the room was left: good (the default), untidy or damaged
cli-rooms-days = The last day must not be before the first, nor more than { $most } days after it
cli-rooms-no-room = There is no room { $code }
cli-rooms-no-room-given = Give the room with --room; without any option, bookings are read from standard input
cli-rooms-not-time = A time looks like 9:00
cli-rooms-kinds = kind is one of { $kinds }
cli-rooms-free = Free instead:
cli-rooms-is-free = Free
cli-rooms-is-taken = Not free
cli-rooms-contact = Answers for it: { $name } { $phone }
cli-rooms-people = People: { $count }
cli-rooms-series = Series { $id }: { $number } of { $of }, last on { $last }
cli-rooms-noise = Noise next door: { $what }
cli-rooms-rival = Others wait for the same time: { $what }
cli-rooms-stray = { $day } is none of the dates
cli-rooms-nothing-to-change = Say what is to change
cli-rooms-scope-for-days = Other days need --scope following or --scope whole
cli-rooms-undone = Taken back; { $count } bookings stand as before
cli-mark-provisional = holidays of that year are not known yet
cli-mark-outside-hours = outside opening hours
cli-mark-clash = taken: { $what }
cli-plan-open = to be decided
cli-plan-lost = lost
cli-plan-skip = skipped
cli-plan-moved = moved
cli-plan-new = new
cli-plan-kept = kept as it is
cli-plan-unchanged = unchanged
cli-plan-sum = { $lessons } take place, { $skipped } skipped, { $open } to be decided

## No display
display-none = There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so the window cannot open. Start the program on a desktop, or use quanke tour FOLDER, which plays the main job without a window.
display-libraries = The window cannot open because system packages are missing. Install them: apt install { $packages }. Without them, quanke tour FOLDER plays the main job without a window.
display-refused = The window cannot open: { $detail }. Check the display and these packages: { $packages }. quanke tour FOLDER plays the main job without a window.

## How the date is reckoned
days-show = Reckoning
days-title = How the date is reckoned
days-make-up = Day { $number }, a make-up workday
days-holiday = Not counted: holiday ({ $name })
days-weekend = Not counted: weekend
days-unknown = { $why } (holidays of this year not known yet, reckoned by weekends)

# Rooms: errors and rules
rooms-backwards = The end must come after the beginning, on the same day. Change the time.
rooms-clash = The time is taken: { $with }. Choose another time or room.
rooms-occupied = occupied
rooms-own-lesson = another one of this series
rooms-closed = The room is closed: { $reason }. Choose another day or room.
rooms-closed-day = The room is not open that day. Choose another day.
rooms-outside-hours = Outside opening hours. Open that day { $hours }.
rooms-undecided = { $count } dates must be decided first: { $days }.
rooms-no-series = This booking belongs to no series.
rooms-series-already = This booking is one of a series already.
rooms-nothing-to-undo = There is no change to undo.
rooms-changed-since = It has been changed since and cannot be undone.
rooms-does-not-give-way = { $with } has the same rank or a higher one. Choose another time or room.
rooms-still-booked = { $count } bookings are ahead. Move or cancel them first.
rooms-endless = A series needs a last day or a number of times.
rooms-too-many-lessons = A series has { $most } times at most. Shorten it.
rooms-no-day = No day fits this rule. Check the dates.
rooms-rule = The rule cannot be read: { $detail }
rooms-cannot-shift = This rule cannot be moved as a whole. Choose anew how it repeats.
rooms-state = This booking is { $state }; that cannot be done.
rooms-past = What has begun or is over cannot be changed.
rooms-not-yet = It is not time yet.
rooms-no-name = Name the secretary who decided it.
rooms-too-late = Only { $given } days ahead; a confirmed booking is moved aside { $needed } days ahead, emergencies excepted.
rooms-no-priority = Only party activities and emergencies move others aside.
rooms-no-offer = Offer another time or room.
rule-too-many = { $people } people are more than the { $capacity } it takes.
rule-stop-word = The rooms are not for “{ $word }”.
rule-equipment = { $name }: { $wanted } wanted, { $there } here.
rule-past = The time is over.
rule-too-far = Bookings go up to { $day }.
rule-too-long = { $minutes } minutes are more than { $longest }.
rule-week-sessions = { $had } uses that week already, { $most } allowed.
rule-week-minutes = { $had } minutes that week already; with this more than { $most }.
rule-prime = { $had } uses at busy times that week already, { $most } allowed.
rule-paused = Nobody came { $times } times: paused until { $until }.
booking-pending = waiting
booking-confirmed = confirmed
booking-in-use = in use
booking-finished = finished
booking-rejected = refused
booking-cancelled = cancelled
booking-no-show = no-show
booking-displaced = moved aside
room-nameless = A room needs a code and a name.
room-no-capacity = It must take 1 person at least.
room-twice = The code { $code } is there already.
room-part-of = { $part } cannot be a part of { $whole }.
room-neighbour = There is no room { $code }.
room-buffer = { $minutes } minutes of clearing are too long; 240 at most.
class-full = No place is left and { $waiting } wait. Choose the waiting list.
class-already = In this class already.
class-too-many = { $most } courses this term already, the most allowed.
class-too-young = { $age } years old, { $needed } needed.
class-closed = This class was dropped.
class-left = Left already.
class-nameless = Give it a name.
class-no-places = It needs 1 place at least.
class-term-length = The days of the term are not right; a year at most.
paper-displacement = Notice of a moved booking
