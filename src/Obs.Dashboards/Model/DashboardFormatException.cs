namespace Obs.Dashboards;

/// <summary>A text that is not what it is said to be: a dashboard, a catalogue or a set of alarms.</summary>
public sealed class DashboardFormatException : Exception
{
    /// <summary>Says what is wrong, and where.</summary>
    /// <param name="place">Line and position, or the path of a member such as <c>$.widgets[2].properties</c>.</param>
    /// <param name="message">What is wrong there, and what is allowed.</param>
    public DashboardFormatException(string place, string message)
        : base($"{place}: {message}") => Place = place;

    /// <summary>Says what is wrong, and where.</summary>
    /// <param name="place">Line and position, or the path of a member such as <c>$.widgets[2].properties</c>.</param>
    /// <param name="message">What is wrong there, and what is allowed.</param>
    /// <param name="innerException">What the platform reported.</param>
    public DashboardFormatException(string place, string message, Exception innerException)
        : base($"{place}: {message}", innerException) => Place = place;

    /// <summary>Line and position, or the path of a member.</summary>
    public string Place { get; }
}
