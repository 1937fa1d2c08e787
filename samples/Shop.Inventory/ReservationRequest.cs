namespace Shop.Inventory;

internal sealed record ReservationRequest(string OrderId, IReadOnlyList<ReservationLine> Lines);
