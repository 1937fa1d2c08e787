namespace Obs.Local.Tests;

/// <summary>A fact that needs terraform and its AWS provider on this machine; it is skipped with the reason where they are not.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RequiresTerraformFactAttribute : FactAttribute
{
    public RequiresTerraformFactAttribute() => Skip = Terraform.ReasonToSkip;
}
