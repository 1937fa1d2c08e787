namespace Shop;

/// <summary>Faults that a run of the shop can be given, for people to find: the patterns of the knowledge base.</summary>
internal static class Plants
{
    /// <summary>The storefront asks payments again, at once and four times in all, when it faults.</summary>
    public const string RetryStorm = "retry-storm";

    /// <summary>The storefront calls the inventory without the trace header.</summary>
    public const string BrokenPropagation = "broken-propagation";

    /// <summary>The card network is slow once a minute, and gives up on what takes longer than a second.</summary>
    public const string PaymentWaves = "payment-waves";

    public static readonly string[] All = [RetryStorm, BrokenPropagation, PaymentWaves];

    /// <summary>The settings that plant <paramref name="plants"/> in one service.</summary>
    public static IEnumerable<(string Key, string Value)> SettingsOf(string service, IReadOnlyCollection<string> plants) =>
        Settings().Where(setting => setting.Service == service && plants.Contains(setting.Plant))
            .Select(static setting => (setting.Key, setting.Value));

    private static IEnumerable<(string Plant, string Service, string Key, string Value)> Settings() =>
    [
        (RetryStorm, "storefront", "Shop__PaymentAttempts", "4"),
        (BrokenPropagation, "storefront", "Shop__ForgetsTrace", "true"),
        (PaymentWaves, "payments", "Shop__Wave", "00:01:00"),
    ];
}
