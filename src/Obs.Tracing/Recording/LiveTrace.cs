using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>One open segment and its subsegments, in the order they began. Used again and again for different traces.</summary>
/// <remarks>Thread safety: every member may be called from any thread. The lock is the trace's own, so that only the parallel work of one
/// request can ever meet at it, for the length of a few comparisons.</remarks>
internal sealed class LiveTrace
{
    private readonly Lock _lock = new();
    private readonly TraceEntries _entries = new();
    private LiveTraces? _owner;
    private int _index;
    private int _finished;
    private Activity? _root;
    private SegmentStart _start;
    private Exception? _exception;
    private ServerExchange _exchange = new();
    private bool _rootFinished;
    private bool _rootAnnounced;

    /// <summary>Whether the segment is written and a subsegment is still running.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (_lock)
            {
                return _root is not null && _rootFinished;
            }
        }
    }

    /// <summary>When the segment began.</summary>
    public DateTime RootStart
    {
        get
        {
            lock (_lock)
            {
                return _root?.StartTimeUtc ?? DateTime.MinValue;
            }
        }
    }

    /// <summary>Begins a segment, with its request where it has one.</summary>
    public void Open(LiveTraces owner, int index, Activity root, SegmentStart start, in ServerRequest request)
    {
        lock (_lock)
        {
            _owner = owner;
            _index = index;
            _start = start;
            if (start.HasRequest)
            {
                _exchange.Request = request;
                _exchange.HasRequest = true;
            }

            Volatile.Write(ref _root, root);
        }
    }

    public bool Owns(Activity activity)
    {
        // What is asked for most: it is the segment until it stops.
        if (ReferenceEquals(Volatile.Read(ref _root), activity))
        {
            return true;
        }

        lock (_lock)
        {
            return _root is not null && TryFindParent(activity, orSelf: true, out _);
        }
    }

    public bool TryBegin(Activity activity)
    {
        lock (_lock)
        {
            if (_root is null || ReferenceEquals(activity, _root) || !TryFindParent(activity, orSelf: false, out Activity? parent))
            {
                return false;
            }

            _entries.Add(new TraceEntry { Activity = activity, Parent = parent });
            return true;
        }
    }

    /// <summary>Marks an activity as finished and hands over what can be written now.</summary>
    /// <param name="activity">The activity that stopped.</param>
    /// <param name="streamAfter">Finished subsegments that may wait for their segment.</param>
    /// <param name="work">Takes what can be written; empty afterwards when all of it has to wait.</param>
    /// <returns>Whether the activity is one of this trace.</returns>
    public bool TryFinish(Activity activity, int streamAfter, SegmentWork work)
    {
        lock (_lock)
        {
            if (_root is null)
            {
                return false;
            }

            bool isRoot = ReferenceEquals(activity, _root);
            if (!isRoot && !TryMarkFinished(activity))
            {
                return false;
            }

            if (isRoot || _rootFinished || _finished >= streamAfter)
            {
                HandOver(work, isRoot);
            }

            return true;
        }
    }

    public bool TrySetException(Activity activity, Exception exception)
    {
        lock (_lock)
        {
            if (_root is not null && ReferenceEquals(activity, _root))
            {
                _exception = exception;
                return true;
            }

            int found = _root is null ? -1 : _entries.IndexOf(activity);
            if (found >= 0)
            {
                _entries[found].Exception = exception;
            }

            return found >= 0;
        }
    }

    public bool TrySetResponse(Activity root, in ServerResponse response)
    {
        lock (_lock)
        {
            // What comes after the segment was handed over would be the next one's.
            bool ours = _root is not null && !_rootFinished && ReferenceEquals(root, _root);
            if (ours && !_exchange.HasResponse)
            {
                _exchange.Response = response;
                _exchange.HasResponse = true;
                _exception ??= response.Exception;
            }

            return ours;
        }
    }

    /// <summary>Sends that work which began before a time is still in progress, and leaves in the packer's work what has finished inside
    /// it.</summary>
    /// <param name="startedBefore">What began later is left alone.</param>
    /// <param name="packer">Writes and sends.</param>
    /// <remarks>It writes inside the lock, so that the complete document can never overtake the one that says it is in progress: a few
    /// microseconds, once for each piece of work that takes long.</remarks>
    public void Announce(DateTime startedBefore, DocumentPacker packer)
    {
        lock (_lock)
        {
            if (_root is null)
            {
                return;
            }

            packer.Work.TraceId = _root.TraceId;
            packer.Work.Start = _start;
            if (!_rootFinished && !_rootAnnounced && _root.StartTimeUtc <= startedBefore)
            {
                packer.AnnounceSegment(_root, _exchange);
                _rootAnnounced = true;
            }

            for (int i = 0; i < _entries.Count; i++)
            {
                ref TraceEntry entry = ref _entries[i];
                if (!entry.IsFinished && !entry.IsAnnounced && entry.Activity.StartTimeUtc <= startedBefore)
                {
                    packer.AnnounceSubsegment(entry);
                    entry.IsAnnounced = true;
                }
            }

            if (_rootAnnounced && _finished > 0)
            {
                HandOver(packer.Work, isRoot: false);
            }
        }
    }

    /// <summary>Gives up on subsegments that never ended, so that their place can be used.</summary>
    /// <returns>How many were given up; 0 when the trace is not waiting any more.</returns>
    public int Abandon()
    {
        lock (_lock)
        {
            int open = _root is not null && _rootFinished ? _entries.Count : 0;
            if (open > 0)
            {
                Close();
            }

            return open;
        }
    }

    private bool TryMarkFinished(Activity activity)
    {
        int found = _entries.IndexOf(activity);
        if (found < 0 || _entries[found].IsFinished)
        {
            return false;
        }

        _entries[found].IsFinished = true;
        _finished++;
        return true;
    }

    private void HandOver(SegmentWork work, bool isRoot)
    {
        work.TraceId = _root!.TraceId;
        work.Start = _start;
        int kept = 0;
        for (int i = 0; i < _entries.Count; i++)
        {
            if (_entries[i].IsFinished)
            {
                work.Add(_entries[i]);
            }
            else
            {
                _entries[kept++] = _entries[i];
            }
        }

        _entries.Keep(kept);
        _finished = 0;
        if (isRoot)
        {
            work.SetRoot(_root, ref _exchange, _exception);
            _rootFinished = true;
        }

        if (_rootFinished && _entries.Count == 0)
        {
            Close();
        }
    }

    private void Close()
    {
        _entries.Clear();
        _finished = 0;
        _root = null;
        _start = default;
        _exception = null;
        _rootFinished = false;
        _rootAnnounced = false;
        _owner!.Close(this, _index);
    }

    private bool TryFindParent(Activity activity, bool orSelf, out Activity? parent)
    {
        Activity top = activity;
        for (Activity? candidate = orSelf ? activity : activity.Parent; candidate is not null; candidate = candidate.Parent)
        {
            top = candidate;
            if (ReferenceEquals(candidate, _root) || _entries.IndexOf(candidate) >= 0)
            {
                parent = candidate;
                return true;
            }
        }

        // Begun from an id instead of the current activity. A remote parent is another process's, or another host's in this one.
        parent = null;
        return !top.HasRemoteParent && top.ParentSpanId != default && top.Kind is not ActivityKind.Server && top.TraceId == _root!.TraceId;
    }
}
