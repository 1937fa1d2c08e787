namespace Shop.Storefront.Data;

internal sealed class Review
{
    public int Id { get; init; }

    public int ProductId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stars { get; init; }

    public required string Text { get; init; }
}
