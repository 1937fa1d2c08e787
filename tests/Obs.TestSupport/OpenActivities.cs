using System.Diagnostics;

namespace Obs.TestSupport;

/// <summary>Counts the activities of some sources that have begun and not ended. It asks for none to be made.</summary>
public sealed class OpenActivities : IDisposable
{
    private readonly ActivityListener _listener;
    private int _begun;
    private int _ended;

    public OpenActivities(params string[] sources)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => sources.Contains(source.Name),
            Sample = static (ref _) => ActivitySamplingResult.None,
            ActivityStarted = _ => Interlocked.Increment(ref _begun),
            ActivityStopped = _ => Interlocked.Increment(ref _ended),
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Begun => Volatile.Read(ref _begun);

    public int Open => Volatile.Read(ref _begun) - Volatile.Read(ref _ended);

    public void Dispose() => _listener.Dispose();
}
