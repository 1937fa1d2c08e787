namespace Shop.Inventory;

internal sealed record ReservationLine(int ProductId, int Quantity);
