namespace Shop.Storefront.Services;

/// <summary>An authorisation id when approved, a reason when declined.</summary>
internal sealed record PaymentAnswer(string? Id, string? DeclineReason);
