using System.Reflection;
using Obs.Secrets;

namespace Obs.Tracing;

/// <summary>A public property or field of an object that is shown as metadata.</summary>
internal sealed class ObjectMember(MemberInfo member)
{
    public string Name => member.Name;

    public bool IsSecret { get; } = SecretNames.Contains(member.Name);

    /// <summary>What it holds; what its getter throws instead, by name: that is foreign code.</summary>
    public object? Read(object owner)
    {
        try
        {
            return member is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)member).GetValue(owner);
        }
        catch (Exception exception)
        {
            return $"({(exception.InnerException ?? exception).GetType().Name})";
        }
    }
}
