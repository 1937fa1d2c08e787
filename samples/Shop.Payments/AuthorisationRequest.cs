namespace Shop.Payments;

/// <summary>Asks to hold <paramref name="AmountCents"/> on a card for one order.</summary>
internal sealed record AuthorisationRequest(string OrderId, long AmountCents, string Card);
