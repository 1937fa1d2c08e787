namespace Obs.Metrics;

/// <summary>Where the steps of a timeline stand while the whole is read: on what the whole tells of, or ahead of it.</summary>
internal sealed class StepPoints<T>
    where T : class
{
    private readonly IEnumerator<T>[] _steps;
    private readonly T?[] _next;
    private readonly T?[] _points;

    public StepPoints(IEnumerator<T>[] steps)
    {
        _steps = steps;
        _next = Array.ConvertAll(steps, static step => step.MoveNext() ? step.Current : null);
        _points = new T?[steps.Length];
    }

    public int Count => _points.Length;

    /// <summary>What a step tells of it; null when it measured nothing.</summary>
    public T? this[int step] => _points[step];

    /// <summary>Goes on to what the whole tells of now.</summary>
    public void MoveTo(T whole, Func<T, T, bool> isSame)
    {
        for (int i = 0; i < _steps.Length; i++)
        {
            // The last point has been written by now, and its room is free for the next.
            if (_points[i] is not null)
            {
                _next[i] = _steps[i].MoveNext() ? _steps[i].Current : null;
            }

            _points[i] = _next[i] is { } next && isSame(next, whole) ? next : null;
        }
    }
}
