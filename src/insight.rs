//! What the tags of many passages say together: the strip of tone and of sourcing beside a section.

pub mod strip;
