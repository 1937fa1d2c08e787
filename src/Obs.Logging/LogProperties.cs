using Obs.Logging.Formatting;

namespace Obs.Logging;

/// <summary>Takes the properties of an entry that writes its own. Numbers need no box.</summary>
/// <remarks>Thread safety: none, and valid only during <see cref="ILogEntry.WriteProperties"/>. Never throws: what goes beyond 128
/// properties is left out, and the entry says <c>truncated</c>.</remarks>
public sealed class LogProperties
{
    private readonly string[] _names = new string[EntryProperties.MaxCount];
    private readonly PropertyValue[] _values = new PropertyValue[EntryProperties.MaxCount];

    internal LogProperties()
    {
    }

    internal int Count { get; private set; }

    internal bool IsTruncated { get; private set; }

    /// <summary>Adds a text.</summary>
    /// <param name="name">The name of the property, best as it stands in the message template.</param>
    /// <param name="value">The text.</param>
    public void Add(string name, string? value) => Add(name, new PropertyValue(value));

    /// <summary>Adds a boolean.</summary>
    /// <param name="name">The name of the property, best as it stands in the message template.</param>
    /// <param name="value">The boolean.</param>
    public void Add(string name, bool value) => Add(name, new PropertyValue(value));

    /// <summary>Adds a whole number.</summary>
    /// <param name="name">The name of the property, best as it stands in the message template.</param>
    /// <param name="value">The number.</param>
    public void Add(string name, long value) => Add(name, new PropertyValue(value));

    /// <summary>Adds a number.</summary>
    /// <param name="name">The name of the property, best as it stands in the message template.</param>
    /// <param name="value">The number.</param>
    public void Add(string name, double value) => Add(name, new PropertyValue(value));

    /// <summary>Adds a decimal number.</summary>
    /// <param name="name">The name of the property, best as it stands in the message template.</param>
    /// <param name="value">The number.</param>
    public void Add(string name, decimal value) => Add(name, new PropertyValue(value));

    /// <summary>Adds any other value, which is written as it would be in any entry. A struct is boxed.</summary>
    /// <param name="name">The name of the property, best as it stands in the message template.</param>
    /// <param name="value">The value.</param>
    public void Add(string name, object? value) => Add(name, new PropertyValue(value));

    internal string NameAt(int index) => _names[index];

    internal ref readonly PropertyValue ValueAt(int index) => ref _values[index];

    internal void Clear()
    {
        // Nothing of the application's may be kept alive until this thread logs again.
        _values.AsSpan(0, Count).Clear();
        Count = 0;
        IsTruncated = false;
    }

    private void Add(string name, in PropertyValue value)
    {
        if (Count == EntryProperties.MaxCount)
        {
            IsTruncated = true;
            return;
        }

        _names[Count] = name ?? "";
        _values[Count++] = value;
    }
}
