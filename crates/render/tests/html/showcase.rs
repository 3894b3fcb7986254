//! A page with every kind of mark, from the real differ, to be looked at: it is written to the
//! build's directory for test files as `showcase.html`.

use std::fs;
use std::path::Path;

use keeling_diff::{Options, diff};
use keeling_model::Document;
use keeling_render::html::{self, HtmlOptions};
use keeling_render::{Version, View};

use crate::common::reading;
use crate::common::sketch::document;

const OLD: &str = "
## Example Energy Code
- This Code sets out the rights and duties of Suppliers, Network Parties and the Code Manager.
# 1 Definitions
1.1 In this Code the following words have these meanings:
= Code Manager: means the body appointed under Section 4 to administer this Code.
= Supplier: means a person who supplies energy to premises and holds a Supply Licence.
= Working Day: means any day other than a Saturday, a Sunday or a public holiday.
1.2 Headings are for convenience only and do not affect the meaning of this Code.
# 2 Meters
2.1 Each Supplier shall ensure that a meter is installed at each of its premises.
2.2 A Supplier shall read each meter at least once in each period of three months.
2.3 Where a meter is faulty, the Supplier shall:
(a) tell the customer within 10 Working Days;
(b) replace the meter within 30 Working Days; and
(c) correct each bill that was based on the faulty meter.
2.4 A Network Party shall keep a register of the meters that are connected to its network.
2.5 The register shall be open for inspection by any Supplier on a Working Day.
2.6 The times for the work on meters are those of this table:
| Work | Time | Who
| Installation | 20 Working Days | Supplier
| Replacement | 30 Working Days | Supplier
| Removal | 40 Working Days | Network Party
# 3 Payment
3.1 Each Supplier shall pay the charges that are set out in the Charging Statement.^
3.2 The Code Manager shall send an invoice within 5 Working Days after the end of each month.
3.3 Each invoice shall state the charges, the tax due on them and the date by which they shall be paid.
3.4 A Supplier shall pay each invoice within 30 days of the date of the invoice.
3.5 A Supplier who disputes an invoice in good faith may withhold the amount in dispute, if it tells the Code Manager why.
3.6 Interest is due on late payments at the rate of 4 per cent a year above the base rate.
# 4 The Code Manager
4.1 The Code Manager shall administer this Code efficiently and without favour to any person.
4.2 The Code Manager shall publish this Code, as amended from time to time, on its website.
4.3 The Code Manager shall keep a list of the persons who are bound by this Code.
4.4 The Code Manager shall report to the Authority once a year on the working of this Code.
4.5 The Code Manager shall hold a meeting of all Suppliers at least once a year.
4.6 The Code Manager shall keep the information that it receives under this Code confidential.
4.7 The Code Manager may recover its reasonable costs from Suppliers under the Charging Statement.
4.8 The Code Manager shall answer each question from a Supplier within 10 Working Days.
4.9 The Code Manager shall keep its records for seven years.
^1 The Charging Statement is published each year in March.
";

const NEW: &str = "
## Example Energy Code
- This Code sets out the rights and duties of Suppliers, Network Parties and the Code Manager.
# 1 Definitions
1.1 In this Code the following words have these meanings:
= Code Manager: means the body appointed under Section 4 to administer this Code.
= Smart Meter: means a meter that sends its readings to the Supplier by itself.
= Supplier: means a person who supplies energy to premises and holds a Supply Licence.
= Working Day: means any day other than a Saturday, a Sunday or a public holiday.
1.2 Headings are for convenience only and do not affect the meaning of this Code.
# 2 Meters
2.1 Each Supplier shall ensure that a Smart Meter is installed at each of its premises.
2.2 The register shall be open for inspection by any Supplier on a Working Day.
2.3 A Supplier shall read each meter at least once in each period of three months.
2.4 Where a meter is faulty, the Supplier shall:
(a) tell the customer within 5 Working Days;
(b) replace the meter with a Smart Meter within 30 Working Days;
(c) pay the customer compensation; and
(d) correct each bill that was based on the faulty meter.
2.5 A Network Party shall keep a register of the meters that are connected to its network.
2.6 The times for the work on meters are those of this table:
| Work | Time | Who
| Installation | 15 Working Days | Supplier
| Replacement | 30 Working Days | Supplier
| Inspection | 10 Working Days | Supplier
# 3 Payment
3.1 Each Supplier shall pay the charges that are set out in the Charging Statement.^
3.2 The Code Manager shall send an invoice within 5 Working Days after the end of each month.
3.3 Each invoice shall state the charges, the tax due on them and the date by which they shall be paid.
3.4 A Supplier shall pay each invoice within 21 days of the date on which it receives the invoice.
3.5 Interest is due on late payments at the rate of 4 per cent a year above the base rate.
# 4 The Code Manager
4.1 The Code Manager shall administer this Code efficiently and without favour to any person.
4.2 The Code Manager shall publish this Code, as amended from time to time, on its website.
4.3 The Code Manager shall keep a list of the persons who are bound by this Code.
4.4 The Code Manager shall report to the Authority once a year on the working of this Code.
4.5 The Code Manager shall hold a meeting of all Suppliers at least once a year.
4.6 The Code Manager shall keep the information that it receives under this Code confidential.
4.7 The Code Manager may recover its reasonable costs from Suppliers under the Charging Statement.
4.8 The Code Manager shall answer each question from a Supplier within 10 Working Days.
4.9 The Code Manager shall keep its records for seven years.
^1 The Charging Statement is published each year in April.
";

#[test]
fn the_showcase_keeps_the_law() {
    let (old, new) = (document(OLD), document(NEW));
    let page = page(&old, &new);
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("showcase.html");
    fs::write(file, &page).unwrap();
    reading::check(&page, &old, &new);
}

fn page(old: &Document, new: &Document) -> String {
    let redline = diff(old, new, &Options::default());
    let mut view = View::new(&redline, Version::new(old, "old.md"), Version::new(new, "new.md"));
    view.old.digest =
        Some("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
    view.new.digest =
        Some("sha256:60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752");
    let options = HtmlOptions::default()
        .title("Example Energy Code")
        .modification("MP001", "Smart meters and shorter times")
        .names("Version 1.0", "Version 1.1")
        .date("1 April 2030");
    let mut page = Vec::new();
    html::write(&mut page, &view, &options).unwrap();
    String::from_utf8(page).unwrap()
}
