using System.Diagnostics;

namespace Obs.Tracing;

/// <summary>Turns finished work into documents that X-Ray takes: one for the segment with everything inside, or, when that is too large
/// or parts of it came early or late, several that X-Ray puts together again.</summary>
/// <remarks>Not thread-safe. Nothing is left out silently: a document that was cut says so, and one that cannot be cut enough is
/// refused.</remarks>
internal sealed class DocumentPacker
{
    private readonly SegmentWriter _writer = new();
    private IDocumentSink _sink = null!;

    /// <summary>What to pack; filled by a live trace.</summary>
    public SegmentWork Work { get; } = new();

    /// <summary>Says whose documents these are and where they go.</summary>
    public void Begin(TracingSettings settings, IDocumentSink sink)
    {
        _sink = sink;
        _writer.Begin(settings);
    }

    /// <summary>Sends that a segment has begun and goes on.</summary>
    public void AnnounceSegment(Activity root, ServerExchange exchange)
    {
        foreach (DocumentDetail detail in DocumentDetail.Levels)
        {
            _writer.WriteSegmentInProgress(Work, root, exchange, detail);
            if (TrySend())
            {
                return;
            }
        }
    }

    /// <summary>Sends that a subsegment has begun and goes on.</summary>
    public void AnnounceSubsegment(in TraceEntry entry)
    {
        foreach (DocumentDetail detail in DocumentDetail.Levels)
        {
            _writer.WriteSubsegmentInProgress(Work, entry, detail);
            if (TrySend())
            {
                return;
            }
        }
    }

    /// <summary>Sends everything that is in <see cref="Work"/>.</summary>
    public void Pack()
    {
        Detach();
        for (int i = 0; i < Work.Count; i++)
        {
            if (Work.Entries[i].IsDetached)
            {
                PackIndependent(i);
            }
        }

        if (Work.Root is not null)
        {
            PackSegment();
        }
    }

    // Entries are in the order they began, so that a parent stands before its children.
    private void Detach()
    {
        Span<TraceEntry> entries = Work.Entries;
        for (int i = 0; i < entries.Length; i++)
        {
            ref TraceEntry entry = ref entries[i];
            int depth = DepthOf(entry.Parent, i);
            entry.IsDetached = depth < 0 || depth >= XRayLimits.Depth || entry.IsAnnounced || Work.Start.IsInvocation;
            entry.Depth = entry.IsDetached ? 0 : depth;
        }
    }

    private int DepthOf(Activity? parent, int before)
    {
        if (parent is null)
        {
            return -1;
        }

        for (int i = before - 1; i >= 0; i--)
        {
            if (ReferenceEquals(Work.Entries[i].Activity, parent))
            {
                return Work.Entries[i].Depth + 1;
            }
        }

        return ReferenceEquals(parent, Work.Root) ? 0 : -1;
    }

    private void PackSegment()
    {
        _writer.WriteSegment(Work, DocumentDetail.Full);
        if (!TrySend())
        {
            PackChildren(Work.Root!);
            foreach (DocumentDetail detail in DocumentDetail.Levels)
            {
                _writer.WriteSegment(Work, detail);
                if (TrySend())
                {
                    return;
                }
            }

            _sink.Lose(LossReasons.TooLarge, 1);
        }
    }

    private void PackIndependent(int index)
    {
        _writer.WriteIndependent(Work, Work.Entries[index], DocumentDetail.Full);
        if (!TrySend())
        {
            PackChildren(Work.Entries[index].Activity);
            foreach (DocumentDetail detail in DocumentDetail.Levels)
            {
                _writer.WriteIndependent(Work, Work.Entries[index], detail);
                if (TrySend())
                {
                    return;
                }
            }

            _sink.Lose(LossReasons.TooLarge, 1);
        }
    }

    private void PackChildren(Activity parent)
    {
        for (int i = 0; i < Work.Count; i++)
        {
            if (ReferenceEquals(Work.Entries[i].Parent, parent) && !Work.Entries[i].IsDetached)
            {
                Work.Entries[i].IsDetached = true;
                PackIndependent(i);
            }
        }
    }

    private bool TrySend()
    {
        if (_writer.Json.Length > XRayLimits.DocumentBytes)
        {
            return false;
        }

        _sink.Send(_writer.Json.Written);
        return true;
    }
}
