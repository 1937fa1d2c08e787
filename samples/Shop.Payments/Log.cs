namespace Shop.Payments;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Payment of {Amount} for order {OrderId} authorised as {AuthorisationId}")]
    public static partial void PaymentAuthorised(ILogger logger, string orderId, decimal amount, string authorisationId);

    [LoggerMessage(2, LogLevel.Warning, "Payment of {Amount} for order {OrderId} declined: {Reason} (card ending in {CardEnding})")]
    public static partial void PaymentDeclined(ILogger logger, string orderId, decimal amount, string reason, string cardEnding);
}
