/// What a program wants to do with a store.
package enum StoreAccess: Sendable {
    /// Reading works while another program writes.
    case read
    /// One program at a time.
    case write
}
