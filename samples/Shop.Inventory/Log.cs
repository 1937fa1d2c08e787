namespace Shop.Inventory;

internal static partial class Log
{
    [LoggerMessage(2, LogLevel.Warning, "Order {OrderId} cannot be reserved: product {ProductId} is sold out")]
    public static partial void SoldOut(ILogger logger, string orderId, int productId);

    [LoggerMessage(3, LogLevel.Information, "Released {LineCount} lines of order {OrderId}")]
    public static partial void Released(ILogger logger, string orderId, int lineCount);
}
