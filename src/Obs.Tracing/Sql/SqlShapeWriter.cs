namespace Obs.Tracing.Sql;

/// <summary>Collects the shape of a SQL text: white space folded, IN lists collapsed, cut with a mark at the end of the buffer.</summary>
internal ref struct SqlShapeWriter(Span<char> buffer)
{
    private const char CutMark = '…';

    private readonly Span<char> _buffer = buffer;
    private int _length;
    private int _afterFirstOfList;
    private bool _spacePending;
    private bool _expectsList;

    /// <summary>The buffer is used up: what has been written ends in a mark, and nothing more will be taken.</summary>
    public bool IsFull { get; private set; }

    public readonly ReadOnlySpan<char> Written => _buffer[.._length];

    public void Space() => _spacePending = _length > 0;

    public void Token(scoped ReadOnlySpan<char> token)
    {
        LeaveList();
        Append(token);
    }

    /// <summary>A comma: the one token that does not end a list of literals.</summary>
    public void Comma() => Append(",");

    /// <summary>Opens the parenthesis of <c>IN (…)</c>.</summary>
    public void OpenList()
    {
        Append("(");
        _expectsList = true;
        _afterFirstOfList = 0;
    }

    /// <summary>Writes a question mark where a literal stood.</summary>
    public void Literal()
    {
        if (_afterFirstOfList > 0)
        {
            _length = _afterFirstOfList;
            _spacePending = false;
            return;
        }

        bool startsList = _expectsList;
        _expectsList = false;
        Append("?");
        if (startsList && !IsFull)
        {
            _afterFirstOfList = _length;
        }
    }

    /// <summary>Marks the end as cut.</summary>
    public void Cut()
    {
        if (!IsFull)
        {
            IsFull = true;
            int end = Math.Min(_length, _buffer.Length - 1);
            if (end > 0 && char.IsHighSurrogate(_buffer[end - 1]))
            {
                end--;
            }

            _buffer[end] = CutMark;
            _length = end + 1;
        }
    }

    private void LeaveList()
    {
        _expectsList = false;
        _afterFirstOfList = 0;
    }

    private void Append(scoped ReadOnlySpan<char> token)
    {
        if (IsFull)
        {
            return;
        }

        if (_spacePending)
        {
            _spacePending = false;
            Copy(" ");
        }

        Copy(token);
    }

    private void Copy(scoped ReadOnlySpan<char> text)
    {
        // One place is always kept for the mark.
        int room = _buffer.Length - 1 - _length;
        ReadOnlySpan<char> fits = text[..Math.Min(room, text.Length)];
        fits.CopyTo(_buffer[_length..]);
        _length += fits.Length;
        if (fits.Length < text.Length)
        {
            Cut();
        }
    }
}
