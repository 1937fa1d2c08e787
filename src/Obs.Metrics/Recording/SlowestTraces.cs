using System.Diagnostics;

namespace Obs.Metrics;

/// <summary>The highest measurements of an interval that lead to a sampled trace, in fixed room.</summary>
/// <remarks>
/// Whether a measurement failed is one of its dimensions, so a series is all success or all failure: the slowest of every series
/// hold the failed ones too. Not safe for use by several threads.
/// </remarks>
internal struct SlowestTraces
{
    public const int Capacity = 4;

    // Sorted, the highest first. Created with the first sampled trace: most series of most services never see one in a window.
    private TracedValue[]? _values;
    private int _count;

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

    public void AddTo(ref SlowestTraces target)
    {
        for (int i = 0; i < _count; i++)
        {
            target.Insert(_values![i]);
        }
    }

    public void Clear() => _count = 0;

    public readonly IReadOnlyList<Exemplar> ToExemplars(DateTimeOffset timestamp)
    {
        if (_count == 0)
        {
            return [];
        }

        Exemplar[] exemplars = new Exemplar[_count];
        for (int i = 0; i < _count; i++)
        {
            TracedValue traced = _values![i];
            exemplars[i] = new Exemplar(traced.Value, timestamp, traced.TraceId, traced.SpanId);
        }

        return exemplars;
    }

    private void Insert(TracedValue traced)
    {
        _values ??= new TracedValue[Capacity];
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
