namespace Obs.Tracing;

/// <summary>How it is found out what AWS resource a process runs on.</summary>
public enum ResourceDetection
{
    /// <summary>By the traces that AWS leaves in every process it runs; nothing is asked over the network where there are none.</summary>
    Auto,

    /// <summary>Not at all: segments say what the options say.</summary>
    None,

    /// <summary>An EC2 instance: its metadata service is asked, traces or not.</summary>
    Ec2,

    /// <summary>A container of ECS, Fargate included: its metadata endpoint is asked.</summary>
    Ecs,

    /// <summary>A pod of EKS.</summary>
    Eks,

    /// <summary>An environment of Elastic Beanstalk: its <c>environment.conf</c> is read.</summary>
    ElasticBeanstalk,

    /// <summary>A function of AWS Lambda.</summary>
    Lambda,
}
