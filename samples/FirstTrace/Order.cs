namespace FirstTrace;

/// <summary>What a customer wants to pay for.</summary>
internal sealed record Order(string Tenant, string? Coupon, IReadOnlyList<string> Items);
