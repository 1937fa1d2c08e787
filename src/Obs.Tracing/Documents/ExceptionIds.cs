namespace Obs.Tracing;

/// <summary>The exceptions already described in a document, so that the same one, on its way up, is named by its id from then on.</summary>
internal sealed class ExceptionIds
{
    private const int Most = 64;

    private readonly List<(Exception Exception, ulong Id)> _known = [];

    public bool TryGet(Exception exception, out ulong id)
    {
        foreach ((Exception known, ulong knownId) in _known)
        {
            if (ReferenceEquals(known, exception))
            {
                id = knownId;
                return true;
            }
        }

        id = 0;
        return false;
    }

    public ulong Add(Exception exception)
    {
        ulong id = (ulong)Random.Shared.NextInt64(1, long.MaxValue);
        if (_known.Count < Most)
        {
            _known.Add((exception, id));
        }

        return id;
    }

    public void Clear() => _known.Clear();
}
