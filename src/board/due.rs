//! Due dates as people write them.
