using Xunit;

namespace Obs.TestSupport;

/// <summary>A theory that needs a program: skipped with the reason where the machine lacks it, failed where <c>CI</c> is
/// <c>true</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresToolTheoryAttribute : TheoryAttribute
{
    public RequiresToolTheoryAttribute(string tool)
    {
        ToolName = tool;
        Skip = Tool.ReasonToSkip(tool);
    }

    public string ToolName { get; }
}
