namespace FirstTrace;

/// <summary>What the payment service answers.</summary>
internal sealed record Receipt(string Id);
