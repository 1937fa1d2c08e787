namespace Shop;

/// <summary>What a service counted, as its <c>GET /api/metrics</c> answered; null where it did not.</summary>
internal sealed record ServiceReport(
    string Service, IReadOnlyDictionary<string, long>? Requests, long? Sampled, long? Unsampled, IReadOnlyList<SignalAccount> Accounts)
{
    /// <summary>Requests by operation that people made while the traffic ran.</summary>
    public IReadOnlyDictionary<string, long> MadeByPeople { get; init; } = new Dictionary<string, long>();

    public long? RequestTotal => Requests?.Values.Sum();

    /// <summary>Stands for a service that did not answer; its counts agree with nobody's.</summary>
    public static ServiceReport Missing(string service) => new(service, Requests: null, Sampled: null, Unsampled: null, []);

    public SignalAccount? AccountOf(string signal) => Accounts.FirstOrDefault(account => account.Signal == signal);
}
