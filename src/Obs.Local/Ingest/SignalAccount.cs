namespace Obs.Local.Ingest;

/// <summary>What became of everything one signal sent here: <c>accepted = stored + dropped + waiting</c>, with rejects counted
/// apart.</summary>
/// <remarks>Thread safety: every member may be called from any thread.</remarks>
internal sealed class SignalAccount(string signal)
{
    private readonly Tally _rejected = new(bound: 64);
    private readonly Tally _dropped = new(bound: 64);
    private long _accepted;
    private long _stored;

    public string Signal { get; } = signal;

    public void Accept(long count) => Interlocked.Add(ref _accepted, count);

    public void Store(long count) => Interlocked.Add(ref _stored, count);

    public void Reject(string reason, long count) => _rejected.Add(reason, count);

    public void Drop(string reason, long count) => _dropped.Add(reason, count);

    public ObsLocalSignalStatus Read() => new()
    {
        Signal = Signal,
        Stored = Interlocked.Read(ref _stored),
        Accepted = Interlocked.Read(ref _accepted),
        Rejected = _rejected.Read(),
        Dropped = _dropped.Read(),
    };
}
