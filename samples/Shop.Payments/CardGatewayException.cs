namespace Shop.Payments;

/// <summary>The card network did not answer; whether the money is held is not known.</summary>
internal sealed class CardGatewayException(string message) : Exception(message);
