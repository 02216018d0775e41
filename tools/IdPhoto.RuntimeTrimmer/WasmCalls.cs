namespace IdPhoto.RuntimeTrimmer;

/// <summary>Finds the functions that a body names, by reading its instructions one after the other.</summary>
internal static class WasmCalls
{
    /// <summary>The functions that are called or whose address is taken in the body.</summary>
    /// <param name="body">The locals and the instructions.</param>
    /// <param name="found">Told each one, some more than once.</param>
    /// <exception cref="FormatException">An instruction is not known here: nobody can say what it reaches.</exception>
    public static void Find(ReadOnlySpan<byte> body, Action<int> found)
    {
        WasmReader reader = new(body);
        for (int left = reader.Number(); left > 0; left--)
        {
            reader.Number();
            reader.Byte();
        }
        while (!reader.AtEnd)
            Pass(ref reader, found);
    }

    // Core specification 2.0, section 5.4, with exceptions in both of their forms and tail calls.
    private static void Pass(ref WasmReader reader, Action<int> found)
    {
        byte code = reader.Byte();
        switch (code)
        {
            case 0x10 or 0x12 or 0xd2: // call, return_call, ref.func
                found(reader.Number());
                break;
            case 0x00 or 0x01 or 0x05 or 0x0a or 0x0b or 0x0f or 0x19 or 0x1a or 0x1b or 0xd1: // of one byte
            case >= 0x45 and <= 0xc4: // numeric
                break;
            case 0x02 or 0x03 or 0x04 or 0x06 or 0x07 or 0x08 or 0x09 or 0x0c or 0x0d or 0x18: // blocks, exceptions and branches
            case >= 0x20 and <= 0x26: // variables and tables
            case 0x3f or 0x40 or 0x41 or 0x42 or 0xd0: // memory.size, memory.grow, constants, ref.null
                reader.SkipNumber();
                break;
            case 0x11 or 0x13: // call_indirect, return_call_indirect
                reader.SkipNumber();
                reader.SkipNumber();
                break;
            case >= 0x28 and <= 0x3e:
                PassMemory(ref reader);
                break;
            case 0x0e: // br_table
                for (int left = reader.Number(); left >= 0; left--)
                    reader.SkipNumber();
                break;
            case 0x1c: // select with types
                reader.Run();
                break;
            case 0x1f:
                PassTryTable(ref reader);
                break;
            case 0x43:
                reader.Take(4);
                break;
            case 0x44:
                reader.Take(8);
                break;
            case 0xfc:
                PassBulk(ref reader);
                break;
            case 0xfd:
                PassVector(ref reader);
                break;
            default:
                throw Unknown(code);
        }
    }

    // An alignment, which may say that a memory's number follows, and an offset.
    private static void PassMemory(ref WasmReader reader)
    {
        if ((reader.Number() & 0x40) != 0)
            reader.SkipNumber();
        reader.SkipNumber();
    }

    private static void PassTryTable(ref WasmReader reader)
    {
        reader.SkipNumber();
        for (int left = reader.Number(); left > 0; left--)
        {
            if (reader.Byte() < 2)
                reader.SkipNumber();
            reader.SkipNumber();
        }
    }

    private static void PassBulk(ref WasmReader reader)
    {
        int code = reader.Number();
        int numbers = code switch
        {
            <= 7 => 0,
            9 or 11 or 13 or 15 or 16 or 17 => 1,
            8 or 10 or 12 or 14 => 2,
            _ => throw Unknown(code),
        };
        for (int i = 0; i < numbers; i++)
            reader.SkipNumber();
    }

    private static void PassVector(ref WasmReader reader)
    {
        int code = reader.Number();
        switch (code)
        {
            case <= 11 or 92 or 93: // loads and stores
                PassMemory(ref reader);
                break;
            case 12 or 13: // a constant, a shuffle
                reader.Take(16);
                break;
            case >= 21 and <= 34: // a lane
                reader.Byte();
                break;
            case >= 84 and <= 91: // loads and stores of a lane
                PassMemory(ref reader);
                reader.Byte();
                break;
            case > 0x113:
                throw Unknown(code);
        }
    }

    private static FormatException Unknown(int code) => new($"Instruction {code:x} is not known here.");
}
