namespace Obs.Dashboards;

/// <summary>How a dashboard variable is chosen.</summary>
public enum VariableInput
{
    /// <summary>Typed.</summary>
    Input,

    /// <summary>Chosen from a list.</summary>
    Select,

    /// <summary>Chosen by a button.</summary>
    Radio,
}
