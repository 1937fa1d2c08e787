using System.IO.Enumeration;

namespace Obs.Insights.Binding;

/// <summary>The columns a query shows: those of its last <c>display</c>, else of all <c>fields</c>, else time and message.</summary>
internal sealed class ColumnList(Scope scope)
{
    private readonly List<OutputColumn> _columns = [];

    public bool IsDisplay { get; private set; }

    public void Begin(bool isDisplay)
    {
        if (isDisplay)
        {
            _columns.Clear();
            IsDisplay = true;
        }
    }

    public void Clear()
    {
        _columns.Clear();
        IsDisplay = false;
    }

    public void Add(string name, int slot, bool isDisplay)
    {
        if (IsDisplay && !isDisplay)
        {
            return; // After a display, fields makes columns without showing them.
        }

        if (_columns.Exists(c => c.Name == name))
        {
            Replace(name, slot);
            return;
        }

        _columns.Add(new(name, slot));
    }

    public void Replace(string name, int slot)
    {
        int index = _columns.FindIndex(c => c.Name == name);
        if (index >= 0)
        {
            _columns[index] = new(name, slot);
        }
    }

    public int? Find(string name) => _columns.Find(c => c.Name == name)?.Slot;

    /// <summary>The columns whose name is one of the patterns, in which <c>*</c> stands for any characters; all for no pattern.</summary>
    public IReadOnlyList<OutputColumn> Shown(IReadOnlyList<string> patterns)
    {
        UseDefault();
        return patterns.Count == 0
            ? [.. _columns]
            : [.. _columns.Where(c => patterns.Any(p => FileSystemName.MatchesSimpleExpression(p, c.Name, ignoreCase: false)))];
    }

    /// <summary>The final columns; rows that are events also carry the pointer to their event, where the source gives one.</summary>
    public IReadOnlyList<OutputColumn> Complete()
    {
        UseDefault();
        bool needsPointer = !scope.IsGrouped && Find("@ptr") is null;
        return needsPointer ? [.. _columns, new("@ptr", SystemField.Pointer)] : _columns;
    }

    private void UseDefault()
    {
        if (_columns.Count == 0 && !scope.IsGrouped)
        {
            foreach (string name in (string[])["@timestamp", "@message"])
            {
                scope.ResolveImplied(name);
                _columns.Add(new(name, SystemField.Slots[name]));
            }
        }
    }
}
