namespace Worker;

/// <summary>An order that waits to be confirmed.</summary>
/// <param name="Id">The order's number.</param>
/// <param name="Address">Where the customer reads mail.</param>
/// <param name="PlacedIn">The trace header of where it was placed: the way from the confirmation's trace to that one.</param>
internal sealed record PlacedOrder(string Id, string Address, string PlacedIn);
