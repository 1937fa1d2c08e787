namespace Shop.Payments;

/// <summary>What the card gateway answered: an id when it approved, a reason when it declined.</summary>
internal sealed record Authorisation(string? Id, string? DeclineReason);
