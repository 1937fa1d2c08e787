namespace Shop.Traffic;

/// <summary>Card numbers by how the payment ends, and how often visitors bring them.</summary>
internal static class Cards
{
    public const string Good = "4242424242424242";
    public const string Declined = "4000000000000002";
    public const string Empty = "4000000000009995";
    public const string Expired = "4000000000000069";
    public const string Broken = "4000000000000119";
    public const string Challenged = "4000000000003220";

    private static readonly (string Card, int Weight)[] Brought =
        [(Good, 74), (Challenged, 10), (Declined, 6), (Empty, 4), (Expired, 2), (Broken, 4)];

    public static string Next(Random random) => Brought.Pick(random);
}
