namespace Obs.Logging.Formatting;

/// <summary>Writes the properties of a state without boxing it.</summary>
/// <remarks>A logger is handed a state of any type, about which it can ask nothing without a box. The formatter that comes along is of the
/// state's own type; being the target of that delegate, this is found again at no cost and without reflection.</remarks>
internal abstract class StateWriter<TState>
{
    public abstract string Template { get; }

    public abstract void Write(in TState state, LogProperties properties);
}
