using System.Runtime.InteropServices;

namespace Obs.Delivery.Stopping;

/// <summary>Sees to it that the last records leave the process, however it ends, as far as anything can be done about that.</summary>
/// <remarks>
/// A signal and an unhandled exception only send, or spool, what is there: the application may go on, or have handlers of its own. The exit
/// of the process stops the queues. A host answers a signal itself, and disposes of the queues: then only the moment of the signal is
/// kept. Thread safety: any thread.
/// </remarks>
internal sealed class ProcessEnd : IDisposable
{
    /// <summary>How long whoever sent a signal waits for the process to end.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly DeliveryAccounts _accounts;
    private readonly bool _reports;
    private readonly TextWriter _error;
    private readonly PosixSignalRegistration[] _signals;
    private volatile bool _hasHost;
    private int _hasReported;

    public ProcessEnd(DeliveryAccounts accounts, bool reports, TextWriter error)
    {
        _accounts = accounts;
        _reports = reports;
        _error = error;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException += OnUnhandledException;

        // Since .NET 10 neither of the two raises ProcessExit.
        _signals = [Register(PosixSignal.SIGTERM), Register(PosixSignal.SIGHUP)];
    }

    /// <summary>From now on a signal is the host's to answer.</summary>
    public void LeaveSignalsToHost() => _hasHost = true;

    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        AppDomain.CurrentDomain.UnhandledException -= OnUnhandledException;
        Array.ForEach(_signals, static signal => signal.Dispose());
        Report();
    }

    private PosixSignalRegistration Register(PosixSignal signal) => PosixSignalRegistration.Create(signal, _ => OnSignal());

    private void OnSignal()
    {
        _accounts.AnnounceEnd();
        if (!_hasHost)
        {
            Flush();
        }
    }

    private void OnUnhandledException(object sender, UnhandledExceptionEventArgs e)
    {
        if (e.IsTerminating)
        {
            Flush();
        }
    }

    private void OnProcessExit(object? sender, EventArgs e)
    {
        // Side by side, or each would wait for the receivers of all before it; on threads, since the pool may have none to spare. Each
        // ends with the time that all of them share.
        Thread[] stops = [.. _accounts.Queues.Select(static queue => new Thread(queue.Dispose) { IsBackground = true })];
        Array.ForEach(stops, static stop => stop.UnsafeStart());
        Array.ForEach(stops, static stop => stop.Join());
        Report();
    }

    private void Flush()
    {
        DeliveryQueue[] queues = [.. _accounts.Queues];
        if (queues.Length == 0)
        {
            return;
        }

        // Left to the garbage collector: a queue that comes late still counts down.
        var left = new CountdownEvent(queues.Length);
        Array.ForEach(queues, queue => queue.Secure(() => left.Signal()));
        left.Wait(StopBudget.ShareOf(Patience));
        Report();
    }

    private void Report()
    {
        DeliveryAccount[] accounts = [.. _accounts.Read().Where(static account => account.Dropped.Count > 0 || account.Buffered > 0)];
        if (!_reports || accounts.Length == 0 || Interlocked.Exchange(ref _hasReported, 1) != 0)
        {
            return;
        }

        try
        {
            Array.ForEach(accounts, account => _error.WriteLine($"obs: {account}"));
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // Nobody listens any more.
        }
    }
}
