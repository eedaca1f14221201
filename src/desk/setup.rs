//! Opening the desk, the first run, and what a supervisor changes: community, staff, catalogue, holidays.

use std::path::Path;
use std::sync::{Arc, RwLock};

use crate::domain::book::Book;
use crate::domain::catalogue::{Catalogue, Item, Source, check_item};
use crate::domain::class::Term;
use crate::domain::community::Community;
use crate::domain::decline::DeclineList;
use crate::domain::room::{Room, RoomList};
use crate::domain::room_rules::RoomRules;
use crate::domain::staff::{Role, Staff};
use crate::domain::work_calendar::{HolidayFile, HolidayYear, WorkCalendar};
use crate::store::records::{Indexes, Shipped, SignIn, StoredItem};
use crate::store::{Options, Order, Range, Recovery, SledEngine, Store, store_key};

use super::{Clock, Desk, DeskError, Session};

/// More than any centre has; a list read whole.
const ALL: usize = 5000;

/// The data files the program ships with.
#[derive(Debug, Clone, Copy)]
pub struct ShippedData {
    /// `assets/catalogue.toml`
    pub catalogue: &'static str,
    /// `assets/declines.toml`
    pub declines: &'static str,
    /// `assets/rooms.toml`
    pub rooms: &'static str,
    /// `assets/holidays.toml`
    pub holidays: &'static str,
}

/// What this program ships with; `build.rs` has checked it.
pub const SHIPPED: ShippedData = ShippedData {
    catalogue: include_str!("../../assets/catalogue.toml"),
    declines: include_str!("../../assets/declines.toml"),
    rooms: include_str!("../../assets/rooms.toml"),
    holidays: include_str!("../../assets/holidays.toml"),
};

/// What the first run asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FirstRun {
    /// The community's name.
    pub community: String,
    /// The first worker, who is also the supervisor.
    pub worker: String,
    /// Whether this is a practice store.
    pub practice: bool,
}

impl Desk {
    /// Opens the desk on a store: seeds or brings up to date the catalogue, reads what is at hand.
    pub fn open(
        store: Store,
        secret: [u8; 32],
        clock: Arc<dyn Clock>,
        shipped: &ShippedData,
    ) -> Result<Self, DeskError> {
        let shape = |error: toml::de::Error| {
            DeskError::Catalogue(crate::domain::catalogue::CatalogueError::Shape(error.to_string()))
        };
        let catalogue = Catalogue::from_toml(shipped.catalogue)?;
        let declines = DeclineList::from_toml(shipped.declines).map_err(shape)?;
        let rooms = RoomList::from_toml(shipped.rooms).map_err(shape)?;
        let mut calendar = WorkCalendar::empty();
        for year in HolidayFile::parse(shipped.holidays)?.years {
            calendar.add_year(year)?;
        }
        let empty = Book::new(catalogue.clone(), declines, rooms, calendar, Community::default(), Vec::new());
        let desk = Self {
            store,
            secret,
            engine: None,
            clock,
            book: RwLock::new(Arc::new(empty)),
            session: RwLock::new(Session { staff: String::new(), window: 1 }),
            undo: std::sync::Mutex::default(),
        };
        desk.bring_up_to_date(&catalogue)?;
        desk.reload()?;
        desk.sign_in_again()?;
        Ok(desk)
    }

    /// Opens the desk on a data folder. The store comes back by itself after a hard stop; what was done to bring it back
    /// is told.
    pub fn open_folder(
        folder: &Path,
        clock: Arc<dyn Clock>,
        shipped: &ShippedData,
    ) -> Result<(Self, Recovery), DeskError> {
        let secret = store_key(folder)?;
        let deriver = Arc::new(Indexes::new(secret));
        let (engine, recovery) = SledEngine::open(folder, deriver, Options::default())?;
        let engine = Arc::new(engine);
        let store = Store::new(Arc::clone(&engine) as Arc<dyn crate::store::Engine>);
        let mut desk = Self::open(store, secret, clock, shipped)?;
        desk.engine = Some(engine);
        Ok((desk, recovery))
    }

    /// A desk in memory, for tests and the tour. Nothing of it is kept.
    pub fn in_memory(clock: Arc<dyn Clock>, shipped: &ShippedData) -> Result<Self, DeskError> {
        let secret = [7; 32];
        let store = Store::in_memory(Arc::new(Indexes::new(secret)));
        Self::open(store, secret, clock, shipped)
    }

    /// The worker who was last at this desk is at it again, unless a PIN is asked.
    fn sign_in_again(&self) -> Result<(), DeskError> {
        let Some(last) = self.store.get::<SignIn>("sign in")? else {
            return Ok(());
        };
        let known = self
            .book()
            .staff
            .iter()
            .any(|worker| worker.id == last.value.staff && !worker.retired && worker.pin_hash.is_none());
        if known {
            *self.session.write().unwrap_or_else(std::sync::PoisonError::into_inner) =
                Session { staff: last.value.staff, window: last.value.window };
        }
        Ok(())
    }

    /// Whether nobody has set the desk up yet.
    pub fn is_new(&self) -> bool {
        self.book().community.name.is_empty()
    }

    /// Puts the shipped items into the store: all of them the first time; later only those that changed and that no
    /// supervisor has changed himself, each as a new version.
    fn bring_up_to_date(&self, shipped: &Catalogue) -> Result<(), DeskError> {
        let known = self.store.get::<Shipped>("shipped")?;
        if known.is_some_and(|known| known.value.catalogue == shipped.version) {
            return Ok(());
        }
        let stored = self.stored_items()?;
        self.commit("ship catalogue", |unit| {
            for item in &shipped.items {
                let versions = || stored.iter().filter(|old| old.code == item.code);
                match versions().max_by_key(|old| old.version) {
                    None => unit.put(&StoredItem(item.clone()))?,
                    Some(newest) if newest.source != Source::Local => {
                        let next = Item { version: newest.version, ..item.clone() };
                        if next != *newest {
                            unit.put(&StoredItem(Item { version: newest.version + 1, ..next }))?;
                        }
                    }
                    Some(_) => {}
                }
            }
            unit.put(&Shipped { catalogue: shipped.version.clone() })?;
            Ok(((), shipped.version.clone()))
        })
    }

    fn stored_items(&self) -> Result<Vec<Item>, DeskError> {
        let items = self.store.scan::<StoredItem>(&Range::all(), Order::Ascending, ALL)?;
        Ok(items.into_iter().map(|stored| stored.value.0).collect())
    }

    /// Reads again what is at hand.
    pub(super) fn reload(&self) -> Result<(), DeskError> {
        let before = self.book();
        let mut items: Vec<Item> = Vec::new();
        for item in self.stored_items()? {
            match items.iter_mut().find(|known| known.code == item.code) {
                Some(known) if known.version < item.version => *known = item,
                Some(_) => {}
                None => items.push(item),
            }
        }
        items.sort_by_key(|item| item.seq);
        let catalogue = Catalogue { items, ..before.catalogue.clone() };
        let mut calendar = before.calendar.clone();
        for stored in self.store.scan::<HolidayYear>(&Range::all(), Order::Ascending, ALL)? {
            calendar.add_year(stored.value)?;
        }
        let community =
            self.store.get::<Community>("community")?.map_or_else(Community::default, |stored| stored.value);
        let staff = self
            .store
            .scan::<Staff>(&Range::all(), Order::Ascending, ALL)?
            .into_iter()
            .map(|stored| stored.value)
            .collect();
        let rooms = self.stored_rooms(before.rooms.clone())?;
        let declines = before.declines.clone();
        let mut book = Book::new(catalogue, declines, rooms, calendar, community, staff);
        book.room_rules =
            self.store.get::<RoomRules>("room rules")?.map_or_else(RoomRules::default, |stored| stored.value);
        book.closures = self.all()?;
        book.terms = self.all()?;
        book.terms.sort_by_key(|term: &Term| std::cmp::Reverse(term.from));
        book.courses = self.all()?;
        book.set_class_groups(self.all()?);
        self.set_book(book);
        Ok(())
    }

    /// Every record of a kind of which a centre has few.
    fn all<R: crate::store::Record>(&self) -> Result<Vec<R>, DeskError> {
        let stored = self.store.scan::<R>(&Range::all(), Order::Ascending, ALL)?;
        Ok(stored.into_iter().map(|stored| stored.value).collect())
    }

    /// The shipped rooms, with those a supervisor has changed or added in their place.
    fn stored_rooms(&self, mut rooms: RoomList) -> Result<RoomList, DeskError> {
        for room in self.all::<Room>()? {
            match rooms.rooms.iter_mut().find(|known| known.code == room.code) {
                Some(known) => *known = room,
                None => rooms.rooms.push(room),
            }
        }
        Ok(rooms)
    }

    /// Sets the desk up and signs the first worker in.
    pub fn first_run(&self, first: &FirstRun) -> Result<(), DeskError> {
        if first.community.trim().is_empty() {
            return Err(DeskError::Empty("community"));
        }
        if first.worker.trim().is_empty() {
            return Err(DeskError::Empty("worker"));
        }
        let mut community = Community::named(&first.community);
        community.practice = first.practice;
        let id = self.commit("first run", |unit| {
            let id = super::next_id(unit, "staff")?;
            unit.put(&Staff {
                id: id.clone(),
                name: first.worker.trim().to_owned(),
                role: Role::Supervisor,
                restricted: true,
                pin_hash: None,
                retired: false,
            })?;
            unit.put(&community)?;
            Ok((id.clone(), id))
        })?;
        self.reload()?;
        self.sign_in(&id, "", 1)
    }

    /// Signs a worker in at a window. A worker without a PIN needs none.
    pub fn sign_in(&self, staff: &str, pin: &str, window: u32) -> Result<(), DeskError> {
        self.act_as(staff, pin, window)?;
        let session = self.session();
        self.commit("sign in", |unit| {
            unit.put(&SignIn { staff: session.staff.clone(), window: session.window })?;
            Ok(((), staff.to_owned()))
        })
    }

    /// Lets a script work under a worker's name for this run only; who sits at the desk stays as it was.
    pub fn act_as(&self, staff: &str, pin: &str, window: u32) -> Result<(), DeskError> {
        let book = self.book();
        let worker = book
            .staff
            .iter()
            .find(|worker| worker.id == staff && !worker.retired)
            .ok_or_else(|| DeskError::Unknown { what: "staff", key: staff.to_owned() })?;
        if worker.pin_hash.as_ref().is_some_and(|hash| *hash != self.pin_hash(&worker.id, pin)) {
            return Err(DeskError::WrongPin);
        }
        *self.session.write().unwrap_or_else(std::sync::PoisonError::into_inner) =
            Session { staff: worker.id.clone(), window };
        Ok(())
    }

    fn pin_hash(&self, id: &str, pin: &str) -> String {
        blake3::keyed_hash(&self.secret, format!("pin:{id}:{pin}").as_bytes()).to_hex().to_string()
    }

    /// Whether the signed-in worker is a supervisor.
    pub fn is_supervisor(&self) -> bool {
        let id = self.session().staff;
        self.book().staff.iter().any(|staff| staff.id == id && staff.role == Role::Supervisor)
    }

    pub(super) fn supervisors_only(&self) -> Result<(), DeskError> {
        if self.is_supervisor() { Ok(()) } else { Err(DeskError::SupervisorsOnly) }
    }

    /// Saves the community's names, phones and windows.
    pub fn save_community(&self, community: &Community) -> Result<(), DeskError> {
        self.supervisors_only()?;
        if community.name.trim().is_empty() {
            return Err(DeskError::Empty("community"));
        }
        self.commit("save community", |unit| {
            // Whether a store is for practice was decided when it was made: the two never mix.
            let practice = self.book().community.practice;
            unit.put(&Community { practice, ..community.clone() })?;
            Ok(((), "community".to_owned()))
        })?;
        self.reload()
    }

    /// Adds a worker or changes one. An empty PIN text leaves the PIN as it is; `Some("")` takes it away.
    pub fn save_staff(&self, worker: &Staff, pin: Option<&str>) -> Result<(), DeskError> {
        self.supervisors_only()?;
        if worker.name.trim().is_empty() {
            return Err(DeskError::Empty("worker"));
        }
        let others_lead = self
            .book()
            .staff
            .iter()
            .any(|other| other.id != worker.id && other.role == Role::Supervisor && !other.retired);
        if !others_lead && (worker.retired || worker.role != Role::Supervisor) {
            return Err(DeskError::LastOne);
        }
        self.commit("save staff", |unit| {
            let mut worker = worker.clone();
            if worker.id.is_empty() {
                worker.id = super::next_id(unit, "staff")?;
            }
            match pin {
                Some("") => worker.pin_hash = None,
                Some(pin) => worker.pin_hash = Some(self.pin_hash(&worker.id, pin)),
                None => {}
            }
            unit.put(&worker)?;
            Ok(((), worker.id))
        })?;
        self.reload()
    }

    /// Saves an item a supervisor changed, retired or added, as a new version. Old intakes keep theirs.
    pub fn save_item(&self, item: &Item) -> Result<(), DeskError> {
        self.supervisors_only()?;
        check_item(item)?;
        let book = self.book();
        let mut catalogue = book.catalogue.clone();
        let mut item = Item { source: Source::Local, ..item.clone() };
        if let Some(known) = catalogue.items.iter_mut().find(|known| known.code == item.code) {
            item.version = known.version + 1;
            *known = item.clone();
        } else {
            item.version = 1;
            catalogue.items.push(item.clone());
        }
        catalogue.check()?;
        self.commit("save item", |unit| {
            unit.put(&StoredItem(item.clone()))?;
            Ok(((), item.version_key()))
        })?;
        self.reload()
    }

    /// A new item to begin from: the next free number of a group.
    pub fn blank_item(&self, group: &str) -> Item {
        let book = self.book();
        let seq = book.catalogue.items.iter().map(|item| item.seq).max().unwrap_or(0) + 1;
        Item::blank(group, seq)
    }

    /// Takes in the holidays of further years, in the shape of the shipped file or the public holiday-cn JSON.
    /// Wrong files are refused whole. Answers the years.
    pub fn import_holidays(&self, text: &str) -> Result<Vec<i32>, DeskError> {
        let years = HolidayFile::parse(text)?.years;
        let mut calendar = self.book().calendar.clone();
        for year in &years {
            calendar.add_year(year.clone())?;
        }
        self.commit("import holidays", |unit| {
            for year in &years {
                unit.put(year)?;
            }
            let subject = years.iter().map(|year| year.year.to_string()).collect::<Vec<_>>().join(" ");
            Ok(((), subject))
        })?;
        self.reload()?;
        Ok(years.into_iter().map(|year| year.year).collect())
    }

    /// The year whose holidays are missing and should be there by now: next year from 1 November on.
    pub fn missing_holidays(&self) -> Option<i32> {
        self.book().calendar.year_missing_banner(self.today())
    }
}
