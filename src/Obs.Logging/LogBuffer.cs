using Microsoft.Extensions.Logging;
using Obs.Logging.Buffering;

namespace Obs.Logging;

/// <summary>Holds entries of low levels back while something is going on, and writes them only if it fails.</summary>
/// <remarks>
/// The requests of a web application are looked after by <c>AddObservability()</c>; ask for this service for other work, such as handling a
/// message. Which levels are held, and how many bytes of them, says <see cref="LoggingOptions.Buffer"/>. Entries are held as they will be
/// written: with the time, the scopes and the ids they had. Thread safety: every member may be called from any thread.
/// </remarks>
public sealed class LogBuffer
{
    private readonly AsyncLocal<LogBufferScope?> _current = new();
    private volatile LogBufferOptions? _options;
    private EntryQueue? _queue;
    private long _heldBytes;

    internal LogBuffer()
    {
    }

    /// <summary>Whether any level is held back.</summary>
    public bool IsOn => _options is not null;

    internal LogBufferScope? Current => _current.Value is { IsOpen: true } scope ? scope : null;

    /// <summary>Begins to hold back what is logged from here on, in this flow of execution and those that it starts. Never
    /// throws.</summary>
    /// <returns>What decides what becomes of it. Disposing it lets go of what was held.</returns>
    public LogBufferScope Begin()
    {
        if (_options is not { } options || _queue is not { } queue)
        {
            return LogBufferScope.None;
        }

        var scope = new LogBufferScope(this, queue, options.BytesPerRequest);
        _current.Value = scope;
        return scope;
    }

    internal void Use(LogBufferOptions options, EntryQueue? queue)
    {
        _queue = queue;
        _options = options.MaxLevel == LogLevel.None ? null : options;
    }

    internal bool TryCharge(int bytes)
    {
        if (Interlocked.Add(ref _heldBytes, bytes) <= (_options?.Bytes ?? long.MaxValue))
        {
            return true;
        }

        Interlocked.Add(ref _heldBytes, -bytes);
        return false;
    }

    internal void Discharge(int bytes) => Interlocked.Add(ref _heldBytes, -bytes);
}
