namespace ReformFlow.App.Web;

/// <summary>A sent mail as the desk shows it.</summary>
public sealed record ShownMail(string File, DateTimeOffset At, string To, string Subject, string Body);
