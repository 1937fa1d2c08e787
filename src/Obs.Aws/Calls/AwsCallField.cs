namespace Obs.Aws.Calls;

/// <summary>A property of a request or a response that a trace shows.</summary>
/// <param name="Property">Its name.</param>
/// <param name="Tag">The tag it becomes.</param>
/// <param name="Form">What of it is shown.</param>
internal readonly record struct AwsCallField(string Property, string Tag, AwsCallForm Form = AwsCallForm.Value);
