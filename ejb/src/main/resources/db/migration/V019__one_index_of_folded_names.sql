-- Two indexes came to say the same.
drop index horarium.cso_secondary_any_case;
