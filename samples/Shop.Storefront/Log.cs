using Shop.Storefront.Services;

namespace Shop.Storefront;

internal static partial class Log
{
    private static readonly Func<ILogger, string, IDisposable?> CartScope = LoggerMessage.DefineScope<string>("Cart {CartId}");

    [LoggerMessage(1, LogLevel.Information, "Product {ProductId} viewed in {Category}")]
    public static partial void ProductViewed(ILogger logger, int productId, string category);

    [LoggerMessage(2, LogLevel.Information, "Product {ProductId} does not exist")]
    public static partial void ProductMissing(ILogger logger, int productId);

    [LoggerMessage(3, LogLevel.Information, "Search for {SearchTerm} found {ResultCount} products")]
    public static partial void Searched(ILogger logger, string searchTerm, int resultCount);

    [LoggerMessage(4, LogLevel.Warning, "Search refused: visitor {Visitor} searches too often")]
    public static partial void SearchThrottled(ILogger logger, string visitor);

    [LoggerMessage(5, LogLevel.Information, "Product {ProductId} added to cart {CartId}, quantity {Quantity}")]
    public static partial void AddedToCart(ILogger logger, string cartId, int productId, int quantity);

    [LoggerMessage(6, LogLevel.Information, "Order {OrderId} placed: {LineCount} lines, {Total} EUR")]
    public static partial void OrderPlaced(ILogger logger, string orderId, int lineCount, decimal total);

    [LoggerMessage(7, LogLevel.Warning, "Order {OrderId} not placed: payment of {Total} EUR declined, {Reason}")]
    public static partial void PaymentDeclined(ILogger logger, string orderId, decimal total, string reason);

    [LoggerMessage(8, LogLevel.Warning, "Order {OrderId} not placed: {Reason}")]
    public static partial void SoldOut(ILogger logger, string orderId, string reason);

    [LoggerMessage(9, LogLevel.Error, "Order {OrderId} not placed: payments did not answer for {Total} EUR")]
    public static partial void PaymentFaulted(ILogger logger, Exception exception, string orderId, decimal total);

    // Written only when the request fails.
    [LoggerMessage(10, LogLevel.Debug, "Order {OrderId} has {LineCount} lines, {Total} EUR")]
    public static partial void CheckingOut(ILogger logger, string orderId, int lineCount, decimal total);

    [LoggerMessage(11, LogLevel.Debug, "Payments answered {Answer}")]
    public static partial void PaymentAnswered(ILogger logger, PaymentAnswer answer);

    /// <summary>Every entry inside says which cart it is about.</summary>
    public static IDisposable? BeginCart(ILogger logger, string cartId) => CartScope(logger, cartId);
}
