namespace Obs.Dashboards;

/// <summary>What a dashboard variable changes.</summary>
public enum VariableType
{
    /// <summary>The value of a property, such as a dimension, in all widgets.</summary>
    Property,

    /// <summary>A text, wherever it stands in the body.</summary>
    Pattern,
}
