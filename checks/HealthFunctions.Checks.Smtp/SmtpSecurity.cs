namespace HealthFunctions.Checks.Smtp;

/// <summary>Lists how an SMTP connection is secured.</summary>
public enum SmtpSecurity
{
    /// <summary>TLS from the start on port 465; elsewhere STARTTLS where the server offers it. A password is not sent without.</summary>
    Auto,

    /// <summary>No TLS: a password is sent as clear text.</summary>
    None,

    /// <summary>STARTTLS; a server that does not offer it is ERROR.</summary>
    StartTls,

    /// <summary>TLS from the start.</summary>
    Tls,
}
