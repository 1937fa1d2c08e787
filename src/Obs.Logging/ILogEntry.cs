using Microsoft.Extensions.Logging;

namespace Obs.Logging;

/// <summary>An entry declared as a type of its own: what it says, and the properties that come with it. A struct is logged without
/// any allocation.</summary>
/// <remarks>Log it with <see cref="LogEntryExtensions.LogEntry{TEntry}(ILogger, TEntry)"/>. Other logging providers see it as they see
/// every entry: a message, a template and a list of properties.</remarks>
public interface ILogEntry
{
    /// <summary>The level of every such entry.</summary>
    public static abstract LogLevel Level { get; }

    /// <summary>The message template, with the names of properties in braces. Must be the same each time.</summary>
    public static abstract string Template { get; }

    /// <summary>The id of every such entry. The default is 0, none.</summary>
    public static virtual EventId EventId => default;

    /// <summary>Adds the properties, those of the template first and in its order. Called on the thread that logs, once for each logging
    /// provider. What it throws costs the properties it had not added yet.</summary>
    /// <param name="properties">Where to.</param>
    public void WriteProperties(LogProperties properties);
}
