using Obs.Logging;

namespace Shop.Payments;

internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Information, "Payment of {Amount} for order {OrderId} authorised as {AuthorisationId}")]
    public static partial void PaymentAuthorised(ILogger logger, string orderId, decimal amount, string authorisationId);

    [LoggerMessage(2, LogLevel.Warning, "Payment of {Amount} for order {OrderId} declined: {Reason} (card ending in {CardEnding})")]
    public static partial void PaymentDeclined(ILogger logger, string orderId, decimal amount, string reason, string cardEnding);

    // Written only when the request fails. The hash is the same for the same card, and nobody can read the card from it.
    [LoggerMessage(3, LogLevel.Debug, "Asking the card network for {Amount} on {Card}")]
    public static partial void AskingNetwork(ILogger logger, decimal amount, [Redact(RedactionAction.Hash)] string card);
}
