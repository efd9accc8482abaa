namespace HealthFunctions.Tests.Engine.Model;

/// <summary>Makes operations of choices, in the state that the engine is in.</summary>
internal static class Resolving
{
    /// <summary>More would be more of the same, answered in orders by the thousand.</summary>
    private const int MostCallsAtOnce = 5;

    /// <summary>The operations of one round: what cannot be done, or not along with the others, is left out.</summary>
    public static IReadOnlyList<Operation> Resolve(this EngineState state, IEnumerable<Choice> choices)
    {
        List<Operation> operations = [];
        foreach (Choice choice in choices)
        {
            if (state.Resolve(choice, operations) is { } operation)
            {
                operations.Add(operation);
            }
        }

        // In the model as with the engine the clock moves first, and what is due then happens among the others.
        return [.. operations.OfType<Operation.Advance>(), .. operations.Where(operation => operation is not Operation.Advance)];
    }

    private static Operation? Resolve(this EngineState state, Choice choice, List<Operation> others)
    {
        int checks = state.Setup.Checks.Count;
        int call = state.Calls.Count + others.OfType<Operation.Call>().Count();
        bool isCrowded = call - state.Calls.Count(other => other.Answer is not null) >= MostCallsAtOnce;
        int check = choice.Which % checks;
        switch (choice.Kind)
        {
            case ChoiceKind.Check or ChoiceKind.Group or ChoiceKind.Report or ChoiceKind.Result when isCrowded:
                return null;
            case ChoiceKind.Check:
                return new Operation.Call(call, CallKind.Check, EngineSetup.NameOf(check), [check]);
            case ChoiceKind.Result:
                return new Operation.Call(call, CallKind.Result, EngineSetup.NameOf(check), [check]);
            case ChoiceKind.Group:
                ValueList<int> some = [.. Enumerable.Range(0, checks).Where(member => state.Setup.Checks[member].InSome)];
                return choice.Which % 3 == 0 && some.Count > 0
                    ? new Operation.Call(call, CallKind.Group, EngineSetup.Some, some)
                    : new Operation.Call(call, CallKind.Group, EngineSetup.All, [.. Enumerable.Range(0, checks)]);
            case ChoiceKind.Report:
                int chosen = choice.Which % (1 << checks);
                return new Operation.Call(
                    call, CallKind.Report, string.Empty, [.. Enumerable.Range(0, checks).Where(member => (chosen & (1 << member)) != 0)]);
            case ChoiceKind.HangUp:
                return Pick(choice.Which, others, Enumerable.Range(0, state.Calls.Count)
                    .Where(number => state.Calls[number] is { Answer: null, Kind: not CallKind.Result })
                    .Select(number => new Operation.HangUp(number)));
            case ChoiceKind.End:
                return Pick(choice.Which, others, Enumerable.Range(0, checks)
                    .Where(number => state.UnderWay(number) is not null && !others.OfType<Operation.End>().Any(end => end.Check == number))
                    .Select(number => new Operation.End(number, choice.End)));
            case ChoiceKind.AdvanceToEvent or ChoiceKind.Leap when !others.OfType<Operation.Advance>().Any():
                TimeSpan by = choice.Kind == ChoiceKind.Leap ? state.Leap() : state.Advance(choice.Which);
                return by > TimeSpan.Zero ? new Operation.Advance(by) : null;
            case ChoiceKind.Stop:
                return new Operation.Stop();
            default:
                return null;
        }
    }

    private static Operation? Pick(int which, List<Operation> others, IEnumerable<Operation> among)
    {
        Operation[] left = [.. among.Except(others)];
        return left.Length == 0 ? null : left[which % left.Length];
    }
}
