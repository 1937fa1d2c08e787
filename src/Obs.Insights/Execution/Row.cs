using System.Text;
using Obs.Insights.Binding;
using Obs.Insights.Scanning;
using Obs.Insights.Values;

namespace Obs.Insights.Execution;

/// <summary>The row a thread works on: one slot per field or column of the query. Filled anew for each event.</summary>
internal sealed class Row
{
    private const int MostTextBytes = 1 << 20;

    private readonly EventMembers? _members;
    private readonly ParseStage?[] _deferred;
    private char[] _characters = new char[1_024];
    private byte[] _texts = new byte[1_024];
    private int _textBytes;
    private bool _hasMembers;

    public Row(QueryPlan plan, long startSeconds, EventMembers? members)
    {
        Slots = new FieldValue[plan.SlotCount];
        ArgumentBuffers = [.. plan.ArgumentCounts.Select(static count => new FieldValue[count])];
        StartSeconds = startSeconds;
        _members = members;
        _deferred = new ParseStage?[plan.ParseCount];
        _hasMembers = members is null;
    }

    public FieldValue[] Slots { get; }

    public FieldValue[][] ArgumentBuffers { get; }

    /// <summary>When the query began, in seconds since 1970.</summary>
    public long StartSeconds { get; }

    /// <summary>Where the row stands in its input; it settles ties, so that threads do not show in the result.</summary>
    public long Ordinal { get; set; }

    /// <summary>Which of the rows that one event became this is.</summary>
    public int Part { get; set; }

    /// <summary>Marks the slots that are read from the event's text as not read yet.</summary>
    public void BeginEvent(long ordinal)
    {
        Ordinal = ordinal;
        Part = 0;
        _hasMembers = _members is null;
        _textBytes = 0;
        Array.Clear(_deferred);
    }

    /// <summary>Reads from the event's text the members that the query names, once.</summary>
    public void ReadMembers()
    {
        if (!_hasMembers)
        {
            _hasMembers = true;
            _members!.Read(this);
        }
    }

    /// <summary>Leaves a <c>parse</c> for when one of its columns is read.</summary>
    public void Defer(int parse, ParseStage stage) => _deferred[parse] = stage;

    /// <summary>Runs a <c>parse</c> that was left for later.</summary>
    public void Complete(int parse)
    {
        if (_deferred[parse] is { } stage)
        {
            _deferred[parse] = null;
            stage.Parse(this);
        }
    }

    /// <summary>Makes all slots hold their values.</summary>
    public void Complete()
    {
        ReadMembers();
        for (int i = 0; i < _deferred.Length; i++)
        {
            Complete(i);
        }
    }

    /// <summary>A text that was made of the event and lives as long as the row works on it.</summary>
    public FieldValue Keep(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (_texts.Length - _textBytes < most)
        {
            // What was kept before lives on in the former array.
            _texts = new byte[Math.Max(most, Math.Min(_texts.Length * 2, MostTextBytes))];
            _textBytes = 0;
        }

        int start = _textBytes;
        int length = Encoding.UTF8.GetBytes(text, _texts.AsSpan(start));
        _textBytes += length;
        return FieldValue.OfText(_texts, start, length);
    }

    /// <summary>Text as UTF-16, for regular expressions, in a buffer that lives until the next call.</summary>
    public ReadOnlySpan<char> ToCharacters(in FieldValue value)
    {
        ReadOnlySpan<byte> text = value.ToUtf8();
        if (_characters.Length < text.Length)
        {
            _characters = new char[Math.Max(text.Length, _characters.Length * 2)];
        }

        return _characters.AsSpan(0, Encoding.UTF8.GetChars(text, _characters));
    }
}
