namespace IdPhoto.Compliance;

/// <summary>What is said of a rule.</summary>
public enum Verdict
{
    /// <summary>The rule is kept, as far as it can be measured.</summary>
    Pass,

    /// <summary>Too close to call, or measured too roughly: a person should look.</summary>
    Review,

    /// <summary>The rule is broken beyond the error of measurement.</summary>
    Fail,

    /// <summary>It could not be measured on this photo; the sentence tells why.</summary>
    NotAssessed,
}

/// <summary>What helps against a failed rule.</summary>
public enum Remedy
{
    /// <summary>Nothing needs to be done.</summary>
    None,

    /// <summary>Another photo has to be taken.</summary>
    Retake,

    /// <summary>The photo has to be cropped and scaled anew from the original: <c>idphoto make</c>.</summary>
    Reframe,

    /// <summary>The background can be replaced, where the document allows it.</summary>
    ReplaceBackground,

    /// <summary>A file of better quality of the same photo is needed: the camera's original.</summary>
    BetterFile,

    /// <summary>A person has to look and decide.</summary>
    LookAtIt,
}

/// <summary>Whose rule it is.</summary>
public enum RuleOrigin
{
    /// <summary>The document's own record.</summary>
    Document,

    /// <summary>ICAO Doc 9303, ISO/IEC 19794-5 or 39794-5, which most authorities build on.</summary>
    Icao,

    /// <summary>OFIQ, the reference implementation of ISO/IEC 29794-5.</summary>
    Ofiq,

    /// <summary>No document fixes a number: calibrated by us on labelled photos.</summary>
    Calibrated,

    /// <summary>The document surely has a rule, but none was read: the number is ours, and breaking it is never a fail.</summary>
    Assumed,
}
