using System.Diagnostics;

namespace Obs.Metrics;

/// <summary>Measurements of an interval that lead to a sampled trace, in fixed room: the highest, and the first as typical ones.</summary>
/// <remarks>
/// Whether a measurement failed is one of its dimensions, so a series is all success or all failure: what is kept of every series
/// holds the failed ones too. When a measurement comes says nothing about how long it took, so that the first are as good as any.
/// Not safe for use by several threads.
/// </remarks>
internal struct KeptTraces
{
    /// <summary>How many of the highest are kept.</summary>
    public const int Capacity = 4;

    /// <summary>How many of the first are kept.</summary>
    public const int TypicalCapacity = 2;

    // The highest, sorted, the highest first; behind them the first. Created with the first sampled trace: most series of most services
    // never see one in a window.
    private TracedValue[]? _values;
    private int _count;
    private int _typicalCount;

    public void Offer(double value)
    {
        // The comparison first: it settles nearly every call, and reading the current activity costs more than the rest of it.
        if (_count == Capacity && value <= _values![Capacity - 1].Value)
        {
            return;
        }

        // Not the Recorded flag: it belongs to whoever set it, while this says that somebody in the process keeps the trace.
        if (Activity.Current is { IsAllDataRequested: true, IdFormat: ActivityIdFormat.W3C } activity)
        {
            Insert(new TracedValue(value, activity.TraceId, activity.SpanId));
        }
    }

    public readonly void AddTo(ref KeptTraces target)
    {
        for (int i = 0; i < _typicalCount; i++)
        {
            target.InsertTypical(_values![Capacity + i]);
        }

        for (int i = 0; i < _count; i++)
        {
            target.InsertHighest(_values![i]);
        }
    }

    public void Clear()
    {
        _count = 0;
        _typicalCount = 0;
    }

    public readonly IReadOnlyList<Exemplar> ToExemplars(DateTimeOffset timestamp)
    {
        if (_count == 0)
        {
            return [];
        }

        var kept = new HashSet<TracedValue>(_values.AsSpan(0, _count).ToArray());
        kept.UnionWith(_values.AsSpan(Capacity, _typicalCount).ToArray());
        return
        [
            .. kept.OrderByDescending(static t => t.Value).Select(t => new Exemplar(t.Value, timestamp, t.TraceId, t.SpanId)),
        ];
    }

    private void Insert(TracedValue traced)
    {
        InsertTypical(traced);
        InsertHighest(traced);
    }

    private void InsertTypical(TracedValue traced)
    {
        _values ??= new TracedValue[Capacity + TypicalCapacity];
        if (_typicalCount < TypicalCapacity)
        {
            _values[Capacity + _typicalCount++] = traced;
        }
    }

    private void InsertHighest(TracedValue traced)
    {
        _values ??= new TracedValue[Capacity + TypicalCapacity];
        int place = _count;
        while (place > 0 && _values[place - 1].Value < traced.Value)
        {
            place--;
        }

        if (place == Capacity)
        {
            return;
        }

        _count = Math.Min(_count + 1, Capacity);
        Array.Copy(_values, place, _values, place + 1, _count - place - 1);
        _values[place] = traced;
    }
}
