namespace Shop.Storefront.Data;

internal sealed class Order
{
    public required string Id { get; init; }

    public required string AuthorisationId { get; init; }

    public long TotalCents { get; init; }

    public DateTimeOffset PlacedAt { get; init; }
}
