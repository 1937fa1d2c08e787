namespace Shop.Inventory;

internal sealed record StockLevel(int ProductId, int Available);
